// RFC 5545 §3.3.10 by hand, and the walk against the plain test of membership.
#include "tests/reference/recurrence.h"

#include <gtest/gtest.h>

namespace reference {
namespace {

using namespace std::chrono;

std::vector<LocalSeconds> at_five(std::initializer_list<CivilDay> list) {
  std::vector<LocalSeconds> starts;
  for (const CivilDay day : list) starts.push_back(local_days{day} + 5h);
  return starts;
}

std::vector<LocalSeconds> november_and_december(std::string_view rule) {
  return expand(parse_rule(rule), local_days{2026y / November / 2} + 5h,
                local_days{2026y / November / 1}, local_days{2027y / January / 1});
}

TEST(ReferenceRecurrence, every_third_day) {
  EXPECT_EQ(november_and_december("FREQ=DAILY;INTERVAL=3;COUNT=4"),
            at_five({2026y / 11 / 2, 2026y / 11 / 5, 2026y / 11 / 8, 2026y / 11 / 11}));
}

TEST(ReferenceRecurrence, the_week_begins_where_wkst_says) {
  // The RFC's own example: 5, 10, 19, 24 August 1997 or 5, 17, 19, 31.
  const auto august = [](const char* rule) {
    return expand(parse_rule(rule), local_days{1997y / August / 5} + 5h,
                  local_days{1997y / August / 1}, local_days{1998y / January / 1});
  };
  EXPECT_EQ(august("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"),
            at_five({1997y / 8 / 5, 1997y / 8 / 10, 1997y / 8 / 19, 1997y / 8 / 24}));
  EXPECT_EQ(august("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"),
            at_five({1997y / 8 / 5, 1997y / 8 / 17, 1997y / 8 / 19, 1997y / 8 / 31}));
}

TEST(ReferenceRecurrence, monthly_by_day_of_the_month_and_by_nth_weekday) {
  EXPECT_EQ(november_and_december("FREQ=MONTHLY;BYMONTHDAY=-1"),
            at_five({2026y / 11 / 30, 2026y / 12 / 31}));
  EXPECT_EQ(november_and_december("FREQ=MONTHLY;BYDAY=2TU,-1FR"),
            at_five({2026y / 11 / 10, 2026y / 11 / 27, 2026y / 12 / 8, 2026y / 12 / 25}));
  EXPECT_EQ(november_and_december("FREQ=MONTHLY"), at_five({2026y / 11 / 2, 2026y / 12 / 2}));
}

TEST(ReferenceRecurrence, until_in_its_local_kinds_is_inclusive) {
  EXPECT_EQ(november_and_december("FREQ=DAILY;UNTIL=20261103").size(), 2U);
  EXPECT_EQ(november_and_december("FREQ=DAILY;UNTIL=20261103T050000").size(), 2U);
  EXPECT_EQ(november_and_december("FREQ=DAILY;UNTIL=20261103T045959").size(), 1U);
}

TEST(ReferenceRecurrence, a_start_that_the_rule_does_not_yield_is_none) {
  EXPECT_EQ(november_and_december("FREQ=WEEKLY;BYDAY=WE;COUNT=1"), at_five({2026y / 11 / 4}));
}

TEST(ReferenceRecurrence, the_walk_finds_what_the_test_of_every_second_finds) {
  for (const char* text :
       {"FREQ=MINUTELY;INTERVAL=7", "FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,30", "FREQ=DAILY;BYHOUR=4,5",
        "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=SECONDLY;INTERVAL=1000"}) {
    const Rule rule = parse_rule(text);
    const LocalSeconds start = local_days{2026y / November / 2} + 5h + 3s;
    const LocalSeconds until = start + days{3};
    std::vector<LocalSeconds> found;
    for (LocalSeconds at = start; at < until; at += 1s) {
      if (yields(rule, start, at)) found.push_back(at);
    }
    EXPECT_EQ(expand(rule, start, start, until), found) << text;
  }
}

TEST(ReferenceRecurrence, parts_it_does_not_know_are_refused) {
  EXPECT_THROW(parse_rule("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"), std::invalid_argument);
  EXPECT_THROW(parse_rule("FREQ=FORTNIGHTLY"), std::invalid_argument);
}

}  // namespace
}  // namespace reference
