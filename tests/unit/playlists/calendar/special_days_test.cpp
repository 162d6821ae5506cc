#include "playlists/calendar/special_days.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "playlists/calendar/lunar.h"
#include "playlists/calendar/special_days_json.h"

namespace playlists {
namespace {

using namespace std::chrono;

Calendar named(std::vector<DayRange> ranges, std::vector<YearlyRange> yearly = {},
               std::vector<LunarRange> lunar = {}) {
  return {"thu", "Thử", std::move(ranges), std::move(yearly), std::move(lunar)};
}

std::vector<DayRange> in_year(const Calendar& calendar, int year) {
  return days_between(calendar, std::chrono::year{year} / January / 1,
                      std::chrono::year{year} / December / 31);
}

TEST(SpecialDays, dates_are_inclusive) {
  const Calendar summer = named({{2026y / June / 1, 2026y / August / 31}});
  EXPECT_FALSE(contains(summer, 2026y / May / 31));
  EXPECT_TRUE(contains(summer, 2026y / June / 1));
  EXPECT_TRUE(contains(summer, 2026y / August / 31));
  EXPECT_FALSE(contains(summer, 2026y / September / 1));
  EXPECT_FALSE(contains(summer, 2027y / June / 1));
}

TEST(SpecialDays, a_season_goes_on_into_the_next_year) {
  const Calendar dry = named({}, {{October / 16, April / 15}});
  EXPECT_TRUE(contains(dry, 2026y / October / 16));
  EXPECT_TRUE(contains(dry, 2027y / January / 1));
  EXPECT_TRUE(contains(dry, 2027y / April / 15));
  EXPECT_FALSE(contains(dry, 2027y / April / 16));
  EXPECT_FALSE(contains(dry, 2026y / October / 15));
  EXPECT_EQ(in_year(dry, 2026),
            (std::vector<DayRange>{{2026y / January / 1, 2026y / April / 15},
                                   {2026y / October / 16, 2026y / December / 31}}));
}

TEST(SpecialDays, a_season_over_every_day_is_one_range) {
  const Calendar always = named({}, {{March / 1, February / 29}});
  EXPECT_EQ(days_between(always, 2026y / January / 1, 2029y / December / 31),
            (std::vector<DayRange>{{2026y / January / 1, 2029y / December / 31}}));
}

TEST(SpecialDays, the_29th_of_february_is_only_where_there_is_one) {
  const Calendar leap_day = named({}, {{February / 29, February / 29}});
  EXPECT_TRUE(contains(leap_day, 2028y / February / 29));
  EXPECT_TRUE(in_year(leap_day, 2027).empty());
  const Calendar from = named({}, {{February / 29, March / 2}});
  EXPECT_EQ(in_year(from, 2027), (std::vector<DayRange>{{2027y / March / 1, 2027y / March / 2}}));
  const Calendar until = named({}, {{February / 27, February / 29}});
  EXPECT_EQ(in_year(until, 2027),
            (std::vector<DayRange>{{2027y / February / 27, 2027y / February / 28}}));
}

TEST(SpecialDays, tet_is_counted_from_its_lunar_day) {
  const Calendar tet = named({}, {}, {{1, 1, 7, 1}});
  EXPECT_EQ(in_year(tet, 2026),
            (std::vector<DayRange>{{2026y / February / 16, 2026y / February / 22}}));
  EXPECT_EQ(in_year(tet, 2030),  // a day before China's
            (std::vector<DayRange>{{2030y / February / 1, 2030y / February / 7}}));
}

TEST(SpecialDays, the_30th_of_a_short_month_is_its_last_day) {
  const Calendar eve = named({}, {}, {{12, 30, 1, 0}});
  for (int year = 1969; year <= 2100; ++year) {
    const CivilDay last{sys_days{*new_years_day(year)} - days{1}};
    ASSERT_TRUE(contains(eve, last)) << civil_day_text(last);
    ASSERT_EQ(in_year(eve, year), (std::vector<DayRange>{{last, last}}));
  }
  EXPECT_TRUE(in_year(named({}, {}, {{12, 31, 1, 0}}), 2026).empty());
}

TEST(SpecialDays, a_leap_month_does_not_count) {
  const Calendar full_moon = named({}, {}, {{6, 15, 1, 0}});  // 2025 has a leap month 6
  EXPECT_EQ(in_year(full_moon, 2025),
            (std::vector<DayRange>{{2025y / July / 9, 2025y / July / 9}}));
}

TEST(SpecialDays, a_lunar_range_may_leave_the_table) {
  const Calendar long_one = named({}, {}, {{12, 30, 100, 0}, {1, 1, 100, 100}});
  EXPECT_TRUE(contains(long_one, 2101y / April / 1));
  EXPECT_TRUE(contains(long_one, 1967y / December / 31));
  EXPECT_FALSE(contains(long_one, 2102y / January / 1));
  EXPECT_TRUE(in_year(long_one, 1960).empty());
}

TEST(SpecialDays, ranges_that_overlap_or_touch_become_one) {
  const Calendar calendar = named({{2026y / May / 4, 2026y / May / 6},
                                   {2026y / May / 1, 2026y / May / 3},
                                   {2026y / May / 2, 2026y / May / 2},
                                   {2026y / May / 8, 2026y / May / 9}});
  EXPECT_EQ(in_year(calendar, 2026), (std::vector<DayRange>{{2026y / May / 1, 2026y / May / 6},
                                                            {2026y / May / 8, 2026y / May / 9}}));
  EXPECT_EQ(days_between(calendar, 2026y / May / 6, 2026y / May / 8),
            (std::vector<DayRange>{{2026y / May / 6, 2026y / May / 6},
                                   {2026y / May / 8, 2026y / May / 8}}));
  EXPECT_TRUE(days_between(calendar, 2026y / May / 8, 2026y / May / 6).empty());
}

TEST(SpecialDays, public_holidays_of_vietnam_in_2026) {
  const Calendar holidays = vietnam_holidays();
  EXPECT_TRUE(check_calendar(holidays).empty());
  EXPECT_EQ(in_year(holidays, 2026),
            (std::vector<DayRange>{{2026y / January / 1, 2026y / January / 1},
                                   {2026y / February / 16, 2026y / February / 20},
                                   {2026y / April / 26, 2026y / April / 26},
                                   {2026y / April / 30, 2026y / May / 1},
                                   {2026y / September / 2, 2026y / September / 2}}));
}

// Told from the words of special_days.h, one day at a time.
bool holds(const LunarRange& range, sys_days day) {
  for (int i = 0; i < range.days; ++i) {
    const sys_days anchor = day + days{range.before - i};
    const auto lunar = lunar_of(CivilDay{anchor});
    if (!lunar || lunar->leap || lunar->month != range.month) continue;
    const auto next = lunar_of(CivilDay{anchor + days{1}});
    const bool last = !next || next->day == 1;
    if (lunar->day == range.day || (range.day == 30 && last)) return true;
  }
  return false;
}

bool holds(const YearlyRange& range, sys_days day) {
  const CivilDay civil{day};
  const month_day now = civil.month() / civil.day();
  return range.until < range.from ? now >= range.from || now <= range.until
                                  : now >= range.from && now <= range.until;
}

bool holds(const DayRange& range, sys_days day) {
  return sys_days{range.from} <= day && day <= sys_days{range.until};
}

bool holds(const Calendar& calendar, sys_days day) {
  const auto any = [&](const auto& ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const auto& r) { return holds(r, day); });
  };
  return any(calendar.ranges) || any(calendar.yearly) || any(calendar.lunar);
}

rc::Gen<sys_days> some_day() {
  const sys_days first = 1970y / January / 1;
  return rc::gen::map(rc::gen::inRange(0, 365 * 140), [=](int n) { return first + days{n}; });
}

rc::Gen<month_day> some_month_day() {
  return rc::gen::map(rc::gen::inRange(0, 366), [](int n) {
    const CivilDay day{sys_days{2028y / January / 1} + days{n}};
    return day.month() / day.day();
  });
}

Calendar some_calendar() {
  Calendar calendar = named({});
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const sys_days from = *some_day();
    calendar.ranges.push_back({from, from + days{*rc::gen::inRange(0, 40)}});
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    calendar.yearly.push_back({*some_month_day(), *some_month_day()});
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    calendar.lunar.push_back({*rc::gen::inRange(1, 13), *rc::gen::inRange(1, 31),
                              *rc::gen::inRange(1, longest_lunar_range + 1),
                              *rc::gen::inRange(0, longest_lunar_range + 1)});
  }
  return calendar;
}

RC_GTEST_PROP(SpecialDaysProperty, ranges_hold_the_days_that_are_meant_and_no_others, ()) {
  const Calendar calendar = some_calendar();
  const sys_days first = *some_day();
  const sys_days last = first + days{*rc::gen::inRange(0, 800)};
  const std::vector<DayRange> found = days_between(calendar, first, last);
  auto range = found.begin();
  for (sys_days day = first; day <= last; day += days{1}) {
    while (range != found.end() && sys_days{range->until} < day) ++range;
    const bool listed = range != found.end() && sys_days{range->from} <= day;
    RC_ASSERT(listed == holds(calendar, day));
    RC_ASSERT(listed == contains(calendar, day));
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    RC_ASSERT(sys_days{found[i].from} > sys_days{found[i - 1].until} + days{1});
  }
}

RC_GTEST_PROP(SpecialDaysProperty, json_goes_there_and_back, ()) {
  Calendar calendar = some_calendar();
  if (calendar.ranges.empty()) calendar.ranges.push_back({2026y / June / 1, 2026y / June / 1});
  const Parsed<Calendar> parsed = parse_calendar(calendar_to_json(calendar));
  RC_ASSERT(parsed.problems.empty());
  RC_ASSERT(*parsed == calendar);
}

TEST(SpecialDaysJson, is_written_as_documented_and_absent_lists_are_empty) {
  Calendar tet{"tet",
               "Tết Nguyên đán",
               {{2026y / June / 1, 2026y / August / 31}},
               {{September / 2, September / 2}},
               {{1, 1, 7, 1}}};
  EXPECT_EQ(
      calendar_to_json(tet),
      R"({"id":"tet","name":"Tết Nguyên đán","ranges":[{"from":"2026-06-01","until":"2026-08-31"}],)"
      R"("yearly":[{"from":"09-02","until":"09-02"}],"lunar":[{"month":1,"day":1,"days":7,"before":1}]})");
  const auto parsed = parse_calendar(R"({"id":"ram","name":"Rằm","lunar":[{"month":1,"day":15}]})");
  ASSERT_TRUE(parsed) << problems_text(parsed.problems);
  EXPECT_EQ(*parsed, (Calendar{"ram", "Rằm", {}, {}, {{1, 15, 1, 0}}}));
  EXPECT_EQ(*parse_calendar(calendar_to_json(vietnam_holidays())), vietnam_holidays());
}

struct Wrong {
  const char* code;
  std::function<void(Calendar&)> spoil;
};

class WrongCalendar : public testing::TestWithParam<Wrong> {};

TEST_P(WrongCalendar, is_refused_with_its_code_in_both_languages) {
  Calendar calendar = vietnam_holidays();
  GetParam().spoil(calendar);
  const std::vector<Problem> problems = check_calendar(calendar);
  ASSERT_EQ(problems.size(), 1u) << problems_text(problems);
  EXPECT_EQ(problems.front().code, GetParam().code);
  EXPECT_TRUE(problems.front().vi.starts_with("Lịch ngày “")) << problems.front().vi;
  EXPECT_TRUE(problems.front().en.starts_with("Calendar “")) << problems.front().en;
}

const Wrong wrongs[] = {
    {"bad_id", [](Calendar& c) { c.id = ""; }},
    {"bad_id", [](Calendar& c) { c.id = "-tet"; }},
    {"bad_id", [](Calendar& c) { c.id = "Tet"; }},
    {"bad_id", [](Calendar& c) { c.id = "tết"; }},
    {"bad_id", [](Calendar& c) { c.id = std::string(41, 'a'); }},
    {"no_name", [](Calendar& c) { c.name = ""; }},
    {"no_days",
     [](Calendar& c) {
       c.yearly.clear();
       c.lunar.clear();
     }},
    {"bad_day", [](Calendar& c) { c.ranges = {{2026y / February / 29, 2026y / March / 1}}; }},
    {"bad_day", [](Calendar& c) { c.ranges = {{1969y / March / 1, 2026y / March / 1}}; }},
    {"bad_day", [](Calendar& c) { c.yearly = {{February / 30, March / 1}}; }},
    {"until_before_from", [](Calendar& c) { c.ranges = {{2026y / March / 2, 2026y / March / 1}}; }},
    {"bad_lunar_day", [](Calendar& c) { c.lunar = {{13, 1, 1, 0}}; }},
    {"bad_lunar_day", [](Calendar& c) { c.lunar = {{1, 31, 1, 0}}; }},
    {"bad_lunar_day", [](Calendar& c) { c.lunar = {{0, 1, 1, 0}}; }},
    {"bad_length", [](Calendar& c) { c.lunar = {{1, 1, 0, 0}}; }},
    {"bad_length", [](Calendar& c) { c.lunar = {{1, 1, 101, 0}}; }},
    {"bad_length", [](Calendar& c) { c.lunar = {{1, 1, 1, -1}}; }},
};
INSTANTIATE_TEST_SUITE_P(All, WrongCalendar, testing::ValuesIn(wrongs));

TEST(SpecialDaysJson, what_is_wrong_is_named_with_its_path) {
  const auto parsed = parse_calendar(
      R"({"id":"tet","name":"Tết","ranges":[{"from":"2026-02-30","until":"2026-03-01"},{"from":"2026-03-01"}],)"
      R"("yearly":[{"from":"02-30","until":9}],"lunar":[{"month":13,"day":1},7]})");
  ASSERT_FALSE(parsed);
  std::vector<std::string> found;
  for (const Problem& problem : parsed.problems) {
    found.push_back(problem.code + " " + problem.en.substr(0, problem.en.find(':')));
  }
  EXPECT_EQ(found, (std::vector<std::string>{
                       "bad_value ranges[0].from", "missing ranges[1].until",
                       "bad_value ranges[1].until", "bad_value yearly[0].from",
                       "wrong_type yearly[0].until", "out_of_range lunar[0].month",
                       "wrong_type lunar[1]", "missing lunar[1].month", "missing lunar[1].day"}));
}

}  // namespace
}  // namespace playlists
