#include <gtest/gtest.h>

#include "controller/store/query.h"
#include "controller/store/store.h"
#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace {

using controller::run;
using controller::Session;
using controller::Store;

constexpr controller::Migration texts{1, "texts", "CREATE TABLE texts (t TEXT NOT NULL)"};
constexpr controller::StoreOptions small{.max_pages = 40, .list = {&texts, 1}};

std::future<void> put(Store& store, std::size_t bytes) {
  return store.write(
      [bytes](Session& s) { run(s, "INSERT INTO texts(t) VALUES(?)", std::string(bytes, 'x')); });
}

std::int64_t count(Store& store) {
  return store.read([](Session& s) {
    return std::get<0>(*controller::row<std::int64_t>(s, "SELECT COUNT(*) FROM texts"));
  });
}

TEST(Store, full_disk_is_a_clear_problem_and_the_next_write_after_it_succeeds) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", small);
  put(store, 1000).get();
  EXPECT_THROW(put(store, 1'000'000).get(), protocols::io::StorageFull);
  put(store, 1000).get();
  EXPECT_EQ(count(store), 2);
}

TEST(Store, full_disk_harms_only_the_job_that_does_not_fit) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", small);
  std::vector<std::future<void>> before, after;
  for (int i = 0; i < 5; ++i) before.push_back(put(store, 100));
  auto huge = put(store, 1'000'000);
  for (int i = 0; i < 5; ++i) after.push_back(put(store, 100));
  EXPECT_THROW(huge.get(), protocols::io::StorageFull);
  for (auto& one : before) EXPECT_NO_THROW(one.get());
  for (auto& one : after) EXPECT_NO_THROW(one.get());
  EXPECT_EQ(count(store), 10);
}

TEST(Store, room_made_on_a_full_disk_lets_writes_succeed_again) {
  fakes::TempDir scratch;
  Store store(scratch / "vang.db", small);
  bool full = false;
  for (int i = 0; i < 200 && !full; ++i) {
    try {
      put(store, 4000).get();
    } catch (const protocols::io::StorageFull& problem) {
      full = true;
      EXPECT_NE(std::string(problem.what()).find("vang.db"), std::string::npos);
    }
  }
  ASSERT_TRUE(full);
  store.write([](Session& s) { run(s, "DELETE FROM texts"); }).get();
  EXPECT_NO_THROW(put(store, 4000).get());
}

}  // namespace
