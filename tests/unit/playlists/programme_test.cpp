#include "playlists/programme/programme.h"

#include <gtest/gtest.h>

#include <functional>

#include "playlists/programme/programme_json.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono;

struct Wrong {
  const char* code;
  std::function<void(Entry&)> spoil;
};

class WrongEntry : public testing::TestWithParam<Wrong> {};

TEST_P(WrongEntry, is_refused_with_its_code_and_title) {
  Entry entry = samples::timed(1, "05:00");
  ASSERT_TRUE(check_entry(entry).empty());
  GetParam().spoil(entry);
  const std::vector<Problem> problems = check_entry(entry);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().code, GetParam().code);
  EXPECT_NE(problems.front().vi.find("Mục 1"), std::string::npos);
}

const Wrong wrongs[] = {
    {"emergency_class", [](Entry& e) { e.item_class = ItemClass::Emergency; }},
    {"unknown_class", [](Entry& e) { e.item_class = ItemClass::Unknown; }},
    {"no_message", [](Entry& e) { e.messages.clear(); }},
    {"no_time", [](Entry& e) { e.when.times.clear(); }},
    {"two_kinds_of_time", [](Entry& e) { e.when.window = CivilWindow{6h, 22h}; }},
    {"empty_window",
     [](Entry& e) {
       e.when.times.clear();
       e.when.window = CivilWindow{6h, 6h};
     }},
    {"bad_time", [](Entry& e) { e.when.times = {24h}; }},
    {"bad_time",
     [](Entry& e) {
       e.when.times.clear();
       e.when.window = CivilWindow{6h, 25h};
     }},
    {"duplicate_time", [](Entry& e) { e.when.times = {5h, 5h}; }},
    {"bad_rule_day", [](Entry& e) { e.when.rule = "FREQ=DAILY;BYDAY=XX"; }},
    {"no_day", [](Entry& e) { e.when.rule.clear(); }},
    {"no_day", [](Entry& e) { e.when.rule = "FREQ=DAILY;INTERVAL=2"; }},
    {"bad_every", [](Entry& e) { e.when.every = 30min; }},
    {"bad_every",
     [](Entry& e) {
       e.when.times.clear();
       e.when.window = CivilWindow{6h, 8h};
       e.when.most = 3;
     }},
    {"bad_share",
     [](Entry& e) {
       e.when.times.clear();
       e.when.window = CivilWindow{6h, 8h};
       e.when.share = Share{3, 10};
     }},
    {"bad_late", [](Entry& e) { e.late = -1s; }},
    {"bad_postpone", [](Entry& e) { e.lose = Lose::Postpone; }},
    {"bad_postpone", [](Entry& e) { e.postpone_to = 9h; }},
    {"bad_cycle",
     [](Entry& e) {
       e.when.times.clear();
       e.when.window = CivilWindow{6h, 8h};
       e.cycle_one = true;
     }},
    {"bad_daypart",
     [](Entry& e) {
       e.when.times.clear();
       e.when.daypart = "sang";
       e.when.rule = "FREQ=HOURLY";
     }},
    {"until_before_from",
     [](Entry& e) {
       e.when.from = 2026y / November / 2;
       e.when.until = 2026y / November / 1;
     }},
    {"bad_repeat", [](Entry& e) { e.repeat = 0; }},
    {"bad_volume", [](Entry& e) { e.volume_db = 13; }},
    {"bad_volume", [](Entry& e) { e.volume_db = std::numeric_limits<double>::quiet_NaN(); }},
};
INSTANTIATE_TEST_SUITE_P(All, WrongEntry, testing::ValuesIn(wrongs));

TEST(Programme, is_refused_for_its_zone_version_area_and_repeated_entries) {
  Programme programme =
      samples::programme("02", {samples::timed(1, "05:00"), samples::timed(1, "06:00")});
  programme.zone = "Asia/Hanoi2";
  programme.version = 0;
  programme.area = {};
  std::vector<std::string> codes;
  for (const Problem& problem : check_programme(programme)) codes.push_back(problem.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"no_area", "bad_version", "unknown_zone",
                                             "duplicate_entry"}));
}

TEST(Programme, with_an_emergency_is_no_programme) {
  Programme programme =
      samples::programme("02", {samples::timed(1, "05:00", ItemClass::Emergency)});
  const auto parsed = parse_programme(programme_to_json(programme));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.problems.front().code, "emergency_class");
}

}  // namespace
}  // namespace playlists
