#include "playlists/calendar/daypart.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "playlists/calendar/daypart_json.h"

namespace playlists {
namespace {

using namespace std::chrono;
using Windows = std::vector<CivilWindow>;

const Calendar tet{"tet", "Tết", {}, {}, {{1, 1, 5, 1}}};

// Early mornings, later at weekends, silent at Tết.
Daypart mornings() {
  return {"sang", "Sáng sớm", {{5h, 6h}}, {{{}, "tet", {}}, {{Saturday, Sunday}, "", {{6h, 7h}}}}};
}

TEST(Daypart, has_its_windows_on_ordinary_days) {
  EXPECT_EQ(windows_on(mornings(), 2026y / November / 23, {tet}), (Windows{{5h, 6h}}));  // Monday
}

TEST(Daypart, has_other_windows_on_the_weekdays_of_an_exception) {
  EXPECT_EQ(windows_on(mornings(), 2026y / November / 21, {tet}), (Windows{{6h, 7h}}));
  EXPECT_EQ(windows_on(mornings(), 2026y / November / 22, {tet}), (Windows{{6h, 7h}}));
}

TEST(Daypart, is_closed_on_the_days_of_a_calendar_without_windows) {
  EXPECT_EQ(windows_on(mornings(), 2026y / February / 17, {tet}), Windows{});
}

TEST(Daypart, the_first_exception_that_holds_the_day_wins) {
  const CivilDay sunday_of_tet = 2027y / February / 7;
  Daypart daypart = mornings();
  EXPECT_EQ(windows_on(daypart, sunday_of_tet, {tet}), Windows{});
  std::swap(daypart.exceptions[0], daypart.exceptions[1]);
  EXPECT_EQ(windows_on(daypart, sunday_of_tet, {tet}), (Windows{{6h, 7h}}));
}

TEST(Daypart, a_calendar_that_is_not_there_holds_no_day_and_is_named) {
  EXPECT_EQ(windows_on(mornings(), 2026y / February / 17, {}), (Windows{{5h, 6h}}));
  EXPECT_TRUE(unknown_calendars(mornings(), {tet}).empty());
  const auto problems = unknown_calendars(mornings(), {});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems.front().code, "unknown_calendar");
  EXPECT_EQ(problems.front().vi, "Buổi “Sáng sớm”: không có lịch ngày “tet”.");
}

TEST(Daypart, may_run_to_midnight_and_over_it) {
  Daypart night{"dem", "Đêm", {{0h, 5h}, {22h, 24h}}, {}};
  EXPECT_TRUE(check_daypart(night).empty());
  night.windows = {{22h, 5h}};
  EXPECT_TRUE(check_daypart(night).empty());
  night.windows = {{0h, 24h}};
  EXPECT_TRUE(check_daypart(night).empty());
  night.windows = {{5h, 6h}, {6h, 7h}};
  EXPECT_TRUE(check_daypart(night).empty());
}

TEST(Daypart, only_for_special_days_has_windows_there_alone) {
  const Daypart daypart{"tet", "Tết", {}, {{{}, "tet", {{7h, 8h}}}}};
  EXPECT_TRUE(check_daypart(daypart).empty());
  EXPECT_EQ(windows_on(daypart, 2026y / February / 17, {tet}), (Windows{{7h, 8h}}));
  EXPECT_EQ(windows_on(daypart, 2026y / March / 17, {tet}), Windows{});
}

struct Wrong {
  const char* code;
  std::function<void(Daypart&)> spoil;
};

class WrongDaypart : public testing::TestWithParam<Wrong> {};

TEST_P(WrongDaypart, is_refused_with_its_code_in_both_languages) {
  Daypart daypart = mornings();
  ASSERT_TRUE(check_daypart(daypart).empty());
  GetParam().spoil(daypart);
  const std::vector<Problem> problems = check_daypart(daypart);
  ASSERT_EQ(problems.size(), 1u) << problems_text(problems);
  EXPECT_EQ(problems.front().code, GetParam().code);
  EXPECT_TRUE(problems.front().vi.starts_with("Buổi “")) << problems.front().vi;
  EXPECT_TRUE(problems.front().en.starts_with("Day part “")) << problems.front().en;
}

const Wrong wrongs[] = {
    {"bad_id", [](Daypart& d) { d.id = "sáng"; }},
    {"no_name", [](Daypart& d) { d.name = ""; }},
    {"no_windows",
     [](Daypart& d) {
       d.windows.clear();
       d.exceptions.clear();
     }},
    {"no_windows",
     [](Daypart& d) {
       d.windows.clear();
       d.exceptions.pop_back();
     }},
    {"no_days", [](Daypart& d) { d.exceptions[1].days.clear(); }},
    {"days_and_calendar", [](Daypart& d) { d.exceptions[0].days = {Monday}; }},
    {"bad_time", [](Daypart& d) { d.windows = {{24h, 5h}}; }},
    {"bad_time", [](Daypart& d) { d.windows = {{5h, 25h}}; }},
    {"bad_time", [](Daypart& d) { d.exceptions[1].windows = {{-1h, 5h}}; }},
    {"empty_window", [](Daypart& d) { d.windows = {{5h, 5h}}; }},
    {"overlap", [](Daypart& d) { d.windows = {{6h, 8h}, {5h, 7h}}; }},
    {"overlap", [](Daypart& d) { d.windows = {{20h, 2h}, {23h, 24h}}; }},
};
INSTANTIATE_TEST_SUITE_P(All, WrongDaypart, testing::ValuesIn(wrongs));

TEST(DaypartJson, is_written_as_documented) {
  Daypart daypart = mornings();
  const std::string json =
      R"({"id":"sang","name":"Sáng sớm","windows":[{"start":"05:00:00","end":"06:00:00"}],)"
      R"("exceptions":[{"calendar":"tet","windows":[]},)"
      R"({"days":["sa","su"],"windows":[{"start":"06:00:00","end":"07:00:00"}]}]})";
  EXPECT_EQ(daypart_to_json(daypart), json);
  const auto parsed = parse_daypart(json);
  ASSERT_TRUE(parsed) << problems_text(parsed.problems);
  EXPECT_EQ(*parsed, daypart);
  const auto plain =
      parse_daypart(R"({"id":"dem","name":"Đêm","windows":[{"start":"22:00","end":"24:00"}]})");
  ASSERT_TRUE(plain) << problems_text(plain.problems);
  EXPECT_EQ(*plain, (Daypart{"dem", "Đêm", {{22h, 24h}}, {}}));
}

TEST(DaypartJson, an_exception_that_forgets_its_windows_does_not_silence_a_day) {
  const auto parsed = parse_daypart(
      R"({"id":"sang","name":"Sáng","windows":[{"start":"05:00","end":"06:00"}],"exceptions":[{"days":["su"]}]})");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.problems.front().code, "missing");
}

TEST(DaypartJson, what_is_wrong_is_named_with_its_path) {
  const auto parsed =
      parse_daypart(R"({"id":"sang","name":"Sáng","windows":[{"start":"5","end":"06:00"}],)"
                    R"("exceptions":[{"days":["sun"],"windows":[{"start":"05:00","end":26}]}]})");
  ASSERT_FALSE(parsed);
  std::vector<std::string> found;
  for (const Problem& problem : parsed.problems) {
    found.push_back(problem.code + " " + problem.en.substr(0, problem.en.find(':')));
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{"bad_value windows[0].start", "bad_value exceptions[0].days",
                                      "wrong_type exceptions[0].windows[0].end"}));
}

RC_GTEST_PROP(DaypartProperty, json_goes_there_and_back, ()) {
  const auto windows = [] {
    Windows all;
    int at = 0;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
      const int start = *rc::gen::inRange(at, at + 10'000);
      const int end = *rc::gen::inRange(start + 1, start + 10'000);
      all.push_back({seconds{start}, seconds{end}});
      at = end;
    }
    return all;
  };
  Daypart daypart{"thu", "Thử", windows(), {}};
  daypart.windows.push_back({86'000s, 86'400s});
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    DaypartException exception{{}, "le-viet-nam", windows()};
    if (*rc::gen::arbitrary<bool>())
      exception = {{weekday{*rc::gen::inRange(0u, 7u)}}, "", windows()};
    daypart.exceptions.push_back(exception);
  }
  const Parsed<Daypart> parsed = parse_daypart(daypart_to_json(daypart));
  RC_ASSERT(parsed.problems.empty());
  RC_ASSERT(*parsed == daypart);
}

}  // namespace
}  // namespace playlists
