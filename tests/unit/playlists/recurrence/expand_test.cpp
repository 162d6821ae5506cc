// When rules start: the situations of RFC 5545, 3.8.5.3, and what it leaves to us.
#include "playlists/recurrence/expand.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/playlists/recurrence/random_rules.h"

namespace playlists {
namespace {

using namespace std::chrono;

CivilSeconds at(int y, unsigned m, unsigned d, int hour = 9, int minute = 0, int second = 0) {
  return local_days{year{y} / month{m} / day{d}} + hours{hour} + minutes{minute} + seconds{second};
}

const CivilSeconds rfc_start = at(1997, 9, 2);  // a Tuesday

std::vector<CivilSeconds> starts(std::string_view text, CivilSeconds start, CivilSeconds from,
                                 CivilSeconds until) {
  const auto rule = RecurrenceRule::parse(text);
  EXPECT_TRUE(rule) << problems_text(rule.problems);
  std::vector<CivilSeconds> out;
  if (rule) expand(*rule, start, from, until, out);
  return out;
}

// The first `n` starts, as days of month/day within one line.
std::string first_days(std::string_view text, std::size_t n, CivilSeconds start = rfc_start) {
  auto all = starts(text, start, start, start + days{366 * 45});
  if (all.size() > n) all.resize(n);
  std::string line;
  for (const CivilSeconds one : all) {
    line += (line.empty() ? "" : " ") + civil_text(one).substr(0, 8);
  }
  return line;
}

std::string first_times(std::string_view text, std::size_t n, CivilSeconds start = rfc_start) {
  auto all = starts(text, start, start, start + days{30});
  if (all.size() > n) all.resize(n);
  std::string line;
  for (const CivilSeconds one : all) {
    line += (line.empty() ? "" : " ") + civil_text(one).substr(6, 7);
  }
  return line;
}

TEST(Recurrence, daily_ends_after_its_count_or_with_its_until) {
  EXPECT_EQ(starts("FREQ=DAILY;COUNT=10", rfc_start, rfc_start, at(1999, 1, 1)).size(), 10U);
  const auto until =
      starts("FREQ=DAILY;UNTIL=19971224T000000", rfc_start, rfc_start, at(1999, 1, 1));
  EXPECT_EQ(until.size(), 113U);
  EXPECT_EQ(until.back(), at(1997, 12, 23));
  EXPECT_EQ(first_days("FREQ=DAILY;INTERVAL=10;COUNT=5", 9),
            "19970902 19970912 19970922 19971002 19971012");
  EXPECT_EQ(starts("FREQ=DAILY;BYMONTH=1", at(1998, 1, 1), at(1998, 1, 1), at(2000, 2, 1)).size(),
            93U);
}

TEST(Recurrence, weekly_takes_the_weekday_of_its_start_or_those_named) {
  EXPECT_EQ(first_days("FREQ=WEEKLY", 3), "19970902 19970909 19970916");
  EXPECT_EQ(first_days("FREQ=WEEKLY;BYDAY=TU,TH", 4), "19970902 19970904 19970909 19970911");
  EXPECT_EQ(first_days("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", 4, at(1997, 9, 1)),
            "19970901 19970903 19970905 19970915");
}

TEST(Recurrence, the_first_day_of_the_week_matters_to_every_second_week) {
  EXPECT_EQ(first_days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 9, at(1997, 8, 5)),
            "19970805 19970810 19970819 19970824");
  EXPECT_EQ(first_days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 9, at(1997, 8, 5)),
            "19970805 19970817 19970819 19970831");
}

TEST(Recurrence, monthly_takes_numbered_weekdays_from_either_end) {
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=1FR", 3, at(1997, 9, 5)), "19970905 19971003 19971107");
  EXPECT_EQ(first_days("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", 4, at(1997, 9, 7)),
            "19970907 19970928 19971102 19971130");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=-2MO", 3, at(1997, 9, 22)),
            "19970922 19971020 19971117");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=TU", 6),
            "19970902 19970909 19970916 19970923 19970930 "
            "19971007");
}

TEST(Recurrence, monthly_takes_days_from_either_end_and_passes_over_months_without_them) {
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYMONTHDAY=-3", 3, at(1997, 9, 28)),
            "19970928 19971029 19971128");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYMONTHDAY=1,-1", 4, at(1997, 9, 30)),
            "19970930 19971001 19971031 19971101");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYMONTHDAY=15,30", 4, at(2007, 1, 15)),
            "20070115 20070130 20070215 20070315");
  EXPECT_EQ(first_days("FREQ=MONTHLY", 3, at(2027, 1, 31)), "20270131 20270331 20270531");
  EXPECT_EQ(first_days("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11", 3, at(1997, 9, 10)),
            "19970910 19970911 19990310");
}

TEST(Recurrence, a_day_and_a_weekday_of_a_month_limit_each_other) {
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 3), "19980213 19980313 19981113");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", 3, at(1997, 9, 13)),
            "19970913 19971011 19971108");
  EXPECT_EQ(first_days("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", 3,
                       at(1996, 11, 5)),
            "19961105 20001107 20041102");
}

TEST(Recurrence, yearly_takes_what_it_does_not_say_from_its_start) {
  EXPECT_EQ(first_days("FREQ=YEARLY", 2), "19970902 19980902");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYMONTH=6,7", 3, at(1997, 6, 10)),
            "19970610 19970710 19980610");
  EXPECT_EQ(first_days("FREQ=YEARLY", 3, at(2024, 2, 29)), "20240229 20280229 20320229");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYMONTHDAY=31", 3, at(2027, 1, 31)),
            "20270131 20270331 20270531");
}

TEST(Recurrence, yearly_takes_days_and_weekdays_of_the_year) {
  EXPECT_EQ(first_days("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", 4, at(1997, 1, 1)),
            "19970101 19970410 19970719 20000101");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYYEARDAY=-1,366", 4, at(2027, 1, 1)),
            "20271231 20281231 20291231 20301231");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYDAY=20MO", 3, at(1997, 5, 19)), "19970519 19980518 19990517");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", 3, at(1997, 3, 13)),
            "19970313 19970320 19970327");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU", 3, at(1997, 4, 6)),
            "19970427 19980426 19990425");
}

TEST(Recurrence, weeks_are_numbered_from_the_first_with_four_days_in_the_year) {
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 3, at(1997, 5, 12)),
            "19970512 19980511 19990517");
  // The first week of 2025 begins in 2024; 2026 has a 53rd.
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", 2, at(2024, 12, 1)), "20241230 20251229");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", 2, at(2026, 1, 5)), "20270101 20321231");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", 2, at(2026, 1, 5)), "20261228 20271227");
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU", 2, at(2024, 12, 1)),
            "20241229 20260104");
  // Without BYDAY the weekday of the start: a Wednesday.
  EXPECT_EQ(first_days("FREQ=YEARLY;BYWEEKNO=20", 2, at(2027, 1, 6)), "20270519 20280517");
}

TEST(Recurrence, positions_choose_from_a_whole_period) {
  EXPECT_EQ(first_days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", 9, at(1997, 9, 4)),
            "19970904 19971007 19971106");
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 3, at(1997, 9, 29)),
            "19970929 19971030 19971127");
  // The first Monday to Friday of September 1997 was the 1st, before the start: not the 2nd.
  EXPECT_EQ(first_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", 1), "19971001");
  EXPECT_EQ(first_times("FREQ=DAILY;BYHOUR=5,11,17;BYSETPOS=1,-1,-3", 4, at(2027, 1, 1, 0)),
            "01T0500 01T1700 02T0500 02T1700");
  EXPECT_EQ(first_times("FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=2", 2), "02T0920 02T1020");
}

TEST(Recurrence, hours_and_minutes_expand_days_and_limit_what_is_faster) {
  EXPECT_EQ(first_times("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30", 5),
            "02T0900 02T0930 02T1000 02T1030 03T0900");
  EXPECT_EQ(first_times("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", 9),
            "02T0900 02T1200 02T1500");
  EXPECT_EQ(first_times("FREQ=MINUTELY;INTERVAL=90;COUNT=4", 9), "02T0900 02T1030 02T1200 02T1330");
  const auto by_day = starts("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", rfc_start,
                             rfc_start, rfc_start + days{9});
  EXPECT_EQ(by_day, starts("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", rfc_start,
                           rfc_start, rfc_start + days{9}));
  EXPECT_EQ(first_times("FREQ=SECONDLY;INTERVAL=5400;BYDAY=WE", 2), "03T0000 03T0130");
}

TEST(Recurrence, every_quarter_of_an_hour_has_96_starts_a_day_whenever_it_began) {
  const auto day = starts("FREQ=MINUTELY;INTERVAL=15", at(2026, 11, 20, 5), at(2026, 11, 21, 0),
                          at(2026, 11, 22, 0));
  ASSERT_EQ(day.size(), 96U);
  EXPECT_EQ(day.front(), at(2026, 11, 21, 0));
  EXPECT_EQ(day.back(), at(2026, 11, 21, 23, 45));
}

TEST(Recurrence, a_leap_second_is_the_second_before) {
  const auto day = starts("FREQ=DAILY;BYSECOND=60", at(2027, 1, 1), at(2027, 1, 1), at(2027, 1, 2));
  EXPECT_EQ(day, (std::vector{at(2027, 1, 1, 9, 0, 59)}));
  EXPECT_EQ(
      starts("FREQ=MINUTELY;BYSECOND=59,60", at(2027, 1, 1), at(2027, 1, 1), at(2027, 1, 1, 9, 2))
          .size(),
      2U);
}

TEST(Recurrence, a_start_that_the_rule_does_not_yield_is_none) {
  EXPECT_EQ(first_days("FREQ=WEEKLY;BYDAY=FR;COUNT=2", 9), "19970905 19970912");
}

TEST(Recurrence, an_until_day_is_part_of_it_and_a_utc_end_is_read_by_its_digits) {
  EXPECT_EQ(starts("FREQ=DAILY;BYHOUR=5,17;UNTIL=20270102", at(2027, 1, 1, 0), at(2027, 1, 1, 0),
                   at(2028, 1, 1))
                .back(),
            at(2027, 1, 2, 17));
  EXPECT_EQ(starts("FREQ=HOURLY;UNTIL=20270101T120000Z", at(2027, 1, 1, 9), at(2027, 1, 1, 0),
                   at(2028, 1, 1))
                .back(),
            at(2027, 1, 1, 12));
}

TEST(Recurrence, a_window_takes_its_first_moment_and_not_its_last) {
  EXPECT_EQ(starts("FREQ=DAILY", rfc_start, at(1998, 1, 1), at(1998, 1, 2)),
            (std::vector{at(1998, 1, 1)}));
  EXPECT_TRUE(starts("FREQ=DAILY", rfc_start, at(1998, 1, 2), at(1998, 1, 2)).empty());
  EXPECT_TRUE(starts("FREQ=DAILY", rfc_start, at(1990, 1, 2), at(1991, 1, 2)).empty());
}

TEST(Recurrence, appends_to_what_is_there) {
  std::vector<CivilSeconds> out{at(2000, 1, 1)};
  expand(*RecurrenceRule::read("FREQ=DAILY;COUNT=2"), rfc_start, rfc_start, at(1998, 1, 1), out);
  EXPECT_EQ(out, (std::vector{at(2000, 1, 1), at(1997, 9, 2), at(1997, 9, 3)}));
}

TEST(Recurrence, what_can_never_start_is_looked_for_no_longer_than_the_window) {
  const auto never = [](std::string_view rule) {
    return starts(rule, at(1970, 1, 1), at(1970, 1, 1), CivilSeconds::max());
  };
  EXPECT_TRUE(never("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31").empty());
  EXPECT_TRUE(never("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").empty());
  EXPECT_TRUE(never("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3").empty());
  EXPECT_TRUE(never("FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5").empty());
  EXPECT_TRUE(never("FREQ=MONTHLY;BYDAY=6MO").empty());
}

TEST(Recurrence, years_up_to_9999_have_starts_and_later_ones_none) {
  EXPECT_EQ(starts("FREQ=YEARLY", at(1970, 1, 1), at(9998, 6, 1), CivilSeconds::max()),
            (std::vector{at(9999, 1, 1)}));
  EXPECT_EQ(starts("FREQ=DAILY", at(1970, 1, 1), at(9999, 12, 31), CivilSeconds::max()),
            (std::vector{at(9999, 12, 31)}));
  EXPECT_TRUE(
      starts("FREQ=DAILY", CivilSeconds::max(), CivilSeconds::min(), CivilSeconds::max()).empty());
  EXPECT_TRUE(
      starts("FREQ=DAILY", CivilSeconds::min(), CivilSeconds::min(), at(2000, 1, 1)).empty());
  EXPECT_EQ(
      starts("FREQ=YEARLY;INTERVAL=2147483647", at(1970, 1, 1), at(1970, 1, 1), CivilSeconds::max())
          .size(),
      1U);
}

TEST(Recurrence, counts_quickly_over_many_years) {
  const auto count = [](std::string_view text, CivilSeconds until) {
    return count_before(*RecurrenceRule::read(text), at(1970, 1, 1, 0), until);
  };
  EXPECT_EQ(count("FREQ=SECONDLY", at(2026, 1, 1, 0)), 1'767'225'600);
  EXPECT_EQ(count("FREQ=SECONDLY;INTERVAL=7;BYDAY=MO", at(1970, 1, 8, 0)), 12'343);
  EXPECT_EQ(count("FREQ=SECONDLY;BYHOUR=5;BYMONTHDAY=1", at(2026, 1, 1, 0)), 56LL * 12 * 3600);
  EXPECT_EQ(count("FREQ=DAILY;COUNT=10", at(2026, 1, 1, 0)), 10);
  EXPECT_EQ(count("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", at(2026, 1, 1, 0)), 14);
  EXPECT_EQ(count("FREQ=DAILY;UNTIL=19700103", at(2026, 1, 1, 0)), 3);
  EXPECT_EQ(count("FREQ=DAILY", at(1970, 1, 1, 0)), 0);
}

RC_GTEST_PROP(RecurrenceProperty, two_windows_side_by_side_are_one_and_counting_agrees, ()) {
  for (int n = 0; n < 10; ++n) {
    const RuleCase one = *rule_cases();
    const auto rule = RecurrenceRule::read(one.rule);
    RC_ASSERT(rule.has_value());
    const CivilSeconds end = std::min(one.until, one.from + days{1000});
    const CivilSeconds middle = one.from + (end - one.from) / 100 * *rc::gen::inRange(0, 100);
    std::vector<CivilSeconds> whole;
    expand(*rule, one.start, one.from, end, whole);
    RC_ASSERT(std::adjacent_find(whole.begin(), whole.end(), std::greater_equal<>{}) ==
              whole.end());
    std::vector<CivilSeconds> halves;
    expand(*rule, one.start, one.from, middle, halves);
    RC_ASSERT(static_cast<std::int64_t>(halves.size()) ==
              count_before(*rule, one.start, middle) - count_before(*rule, one.start, one.from));
    expand(*rule, one.start, middle, end, halves);
    RC_ASSERT(whole == halves);
  }
}

}  // namespace
}  // namespace playlists
