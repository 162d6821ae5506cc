#include "controller/store/store.h"

#include <Poco/Data/SQLite/Utility.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <semaphore>

#include "controller/store/query.h"
#include "tests/fakes/temp_dir.h"

namespace {

using controller::run;
using controller::Session;
using controller::Store;

constexpr controller::Migration numbers{1, "numbers",
                                        "CREATE TABLE numbers (n BIGINT PRIMARY KEY)"};
constexpr controller::StoreOptions options{.list = {&numbers, 1}};

auto put(std::int64_t n) {
  return [n](Session& s) { run(s, "INSERT INTO numbers(n) VALUES(?)", n); };
}

std::int64_t count(Store& store) {
  return store.read([](Session& s) {
    return std::get<0>(*controller::row<std::int64_t>(s, "SELECT COUNT(*) FROM numbers"));
  });
}

TEST(Store, a_reader_sees_every_acknowledged_write) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  for (int n = 0; n < 20; ++n) {
    store.write(put(n)).get();
    ASSERT_EQ(count(store), n + 1);
  }
}

TEST(Store, a_job_gives_its_result_after_the_commit) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  auto id = store.write([](Session& s) {
    run(s, "INSERT INTO numbers(n) VALUES(7)");
    return std::string("seven");
  });
  EXPECT_EQ(id.get(), "seven");
}

TEST(Store, a_failing_job_takes_back_its_own_rows_and_nobody_elses) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  auto good = store.write(put(1));
  auto bad = store.write([](Session& s) {
    run(s, "INSERT INTO numbers(n) VALUES(2)");
    throw std::runtime_error("no");
  });
  auto twice = store.write(put(1));
  auto later = store.write(put(3));
  EXPECT_NO_THROW(good.get());
  EXPECT_THROW(bad.get(), std::runtime_error);
  EXPECT_ANY_THROW(twice.get());
  EXPECT_NO_THROW(later.get());
  EXPECT_EQ(count(store), 2);
}

TEST(Store, jobs_that_wait_together_share_a_commit) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", {.group_time = std::chrono::minutes(1), .list = {&numbers, 1}});
  std::binary_semaphore open(0);
  store.write_then([&open](Session&) { open.acquire(); }, [](std::future<void>) {});
  std::vector<std::future<void>> waiting;
  for (int n = 0; n < 500; ++n) waiting.push_back(store.write(put(n)));
  open.release();
  for (auto& one : waiting) one.get();
  EXPECT_LE(store.figures().commits, 2U);
  EXPECT_EQ(store.figures().jobs, 501U);
}

TEST(Store, a_batch_ends_at_its_greatest_number_of_jobs) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db",
              {.group_time = std::chrono::minutes(1), .group_jobs = 100, .list = {&numbers, 1}});
  std::binary_semaphore open(0);
  store.write_then([&open](Session&) { open.acquire(); }, [](std::future<void>) {});
  std::vector<std::future<void>> waiting;
  for (int n = 0; n < 299; ++n) waiting.push_back(store.write(put(n)));
  open.release();
  for (auto& one : waiting) one.get();
  EXPECT_EQ(store.figures().commits, 3U);
}

TEST(Store, a_loop_is_told_when_its_write_is_on_disk) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  std::promise<std::int64_t> told;
  store.write_then(
      [](Session& s) { return static_cast<int>(run(s, "INSERT INTO numbers VALUES(1)")); },
      [&](std::future<int> changed) { told.set_value(changed.get()); });
  EXPECT_EQ(told.get_future().get(), 1);
}

TEST(Store, closing_finishes_what_was_queued) {
  fakes::TempDir scratch;
  std::vector<std::future<void>> waiting;
  {
    Store store(scratch / "vang.db", options);
    for (int n = 0; n < 100; ++n) waiting.push_back(store.write(put(n)));
  }
  Store again(scratch / "vang.db", options);
  EXPECT_EQ(count(again), 100);
}

TEST(Store, a_reader_cannot_write) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  EXPECT_ANY_THROW(store.read([](Session& s) { run(s, "INSERT INTO numbers(n) VALUES(1)"); }));
  EXPECT_EQ(count(store), 0);
}

// Whether a session may do what it is about to do: everything but what `denied` names.
int judge(void* denied, int action, const char* operation, const char*, const char*, const char*) {
  const bool same = action == SQLITE_TRANSACTION &&
                    std::string_view(operation) == static_cast<const char*>(denied);
  return same ? SQLITE_DENY : SQLITE_OK;
}

// The only reader of `store` can no longer do `operation`; gives its handle.
sqlite3* deny(Store& store, const char* operation) {
  return store.read([&](Session& s) {
    sqlite3* handle = Poco::Data::SQLite::Utility::dbHandle(s);
    sqlite3_set_authorizer(handle, judge, const_cast<char*>(operation));
    return handle;
  });
}

// A lost reader would make the last read of each of these wait for ever.
TEST(Store, a_reader_that_cannot_begin_is_not_lost) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", {.readers = 1, .list = {&numbers, 1}});
  sqlite3* handle = deny(store, "BEGIN");
  EXPECT_THROW(count(store), Poco::Exception);
  EXPECT_THROW(count(store), Poco::Exception);
  sqlite3_set_authorizer(handle, nullptr, nullptr);
  EXPECT_EQ(count(store), 0);
}

TEST(Store, a_reader_that_could_not_end_its_look_begins_anew) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", {.readers = 1, .list = {&numbers, 1}});
  sqlite3* handle = deny(store, "COMMIT");
  sqlite3_set_authorizer(handle, nullptr, nullptr);
  store.write(put(1)).get();
  EXPECT_EQ(count(store), 1);
}

TEST(Store, a_read_sees_one_moment_only) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", options);
  const auto [before, after] = store.read([&](Session& s) {
    const auto n = [&] {
      return std::get<0>(*controller::row<std::int64_t>(s, "SELECT COUNT(*) FROM numbers"));
    };
    const auto first = n();
    store.write(put(1)).get();
    return std::pair(first, n());
  });
  EXPECT_EQ(before, after);
}

TEST(Store, a_file_that_is_no_database_is_named) {
  fakes::TempDir scratch;
  FILE* file = std::fopen((scratch / "vang.db").c_str(), "w");
  std::fputs("this is a text, and long enough to be looked at as a header of a database file",
             file);
  std::fclose(file);
  try {
    Store store(scratch / "vang.db", options);
    FAIL() << "opened a text";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("vang.db"), std::string::npos);
  }
}

}  // namespace
