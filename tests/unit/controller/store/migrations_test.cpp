#include "controller/store/migrations.h"

#include <gtest/gtest.h>

#include <array>

#include "controller/store/query.h"
#include "controller/store/store.h"
#include "tests/fakes/temp_dir.h"

namespace {

using controller::Migration;
using controller::Session;
using controller::Store;

constexpr Migration one{1, "one", "CREATE TABLE one (n BIGINT)"};
constexpr Migration two{2, "two", "CREATE TABLE two (n BIGINT); INSERT INTO two(n) VALUES(5)"};
constexpr std::array both{one, two};
constexpr std::array only_first{one};

TEST(Migrations, an_older_store_is_brought_forward_and_keeps_its_rows) {
  fakes::TempDir scratch;
  {
    Store store(scratch / "vang.db", {.list = only_first});
    store.write([](Session& s) { controller::run(s, "INSERT INTO one(n) VALUES(1)"); }).get();
  }
  Store store(scratch / "vang.db", {.list = both});
  const auto sum = store.read([](Session& s) {
    return std::get<0>(*controller::row<std::int64_t>(
        s, "SELECT (SELECT SUM(n) FROM one) + (SELECT SUM(n) FROM two)"));
  });
  EXPECT_EQ(sum, 6);
}

TEST(Migrations, a_store_of_a_newer_program_is_refused) {
  fakes::TempDir scratch;
  { Store store(scratch / "vang.db", {.list = both}); }
  try {
    Store store(scratch / "vang.db", {.list = only_first});
    FAIL() << "opened a newer store";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("newer"), std::string::npos) << error.what();
  }
}

TEST(Migrations, a_step_that_fails_leaves_nothing_behind) {
  fakes::TempDir scratch;
  const std::array bad{one, Migration{2, "bad", "CREATE TABLE half (n BIGINT); CREATE NONSENSE"}};
  EXPECT_THROW(Store(scratch / "vang.db", {.list = bad}), std::runtime_error);
  EXPECT_NO_THROW(Store(scratch / "vang.db", {.list = only_first}));
}

TEST(Migrations, numbers_rise_and_are_unique) {
  int last = 0;
  for (const Migration& step : controller::migrations()) {
    EXPECT_GT(step.number, last) << step.name;
    last = step.number;
  }
}

}  // namespace
