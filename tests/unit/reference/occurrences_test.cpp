// docs/timeline.md §1, worked out by hand.
#include "tests/reference/occurrences.h"

#include <gtest/gtest.h>

#include "tests/reference/names.h"
#include "tests/unit/reference/situation.h"

namespace reference {
namespace {

using namespace std::chrono;
using playlists::OutputKind;

playlists::CivilTime shows(int second) {
  return 5h + seconds{second};
}

TEST(ReferenceOccurrences, every_so_often_in_a_window) {
  Situation s;
  s.window(0, 100, 5, routine).when.every = 30s;
  EXPECT_EQ(s.air(200), "0:a 5:- 30:a 35:- 60:a 65:- 90:a 95:-");
}

TEST(ReferenceOccurrences, every_so_often_at_most) {
  Situation s;
  auto& entry = s.window(0, 100, 5, routine);
  entry.when.every = 30s;
  entry.when.most = 2;
  EXPECT_EQ(s.air(200), "0:a 5:- 30:a 35:-");
}

TEST(ReferenceOccurrences, a_playing_that_starts_inside_a_window_may_end_after_it) {
  Situation s;
  s.window(0, 31, 5, routine).when.every = 30s;
  EXPECT_EQ(s.air(200), "0:a 5:- 30:a 35:-");
}

TEST(ReferenceOccurrences, a_share_of_plays_an_hour) {
  Situation s;
  s.window(0, 5000, 5, routine).when.share = playlists::Share{7, 0};
  EXPECT_EQ(s.air(1100), "0:a 5:- 514.285:a 519.285:- 1028.57:a 1033.57:-");
}

TEST(ReferenceOccurrences, a_share_in_hundredths_is_rounded_up) {
  Situation s;
  s.window(0, 5000, 50, routine).when.share = playlists::Share{0, 3};  // 108 s = 2.16 plays: 3
  EXPECT_EQ(s.air(3650), "0:a 50:- 1200:a 1250:- 2400:a 2450:- 3600:a");
}

TEST(ReferenceOccurrences, each_time_the_next_message) {
  Situation s;
  auto& entry = s.timed(0, 5);
  s.also_plays(entry, 6);
  entry.cycle_one = true;
  entry.when.times = {shows(40), shows(0), shows(20)};
  EXPECT_EQ(s.air(200, true), "0:a/0/vi 5:- 20:a/1/vi 26:- 40:a/0/vi 45:-");
}

TEST(ReferenceOccurrences, the_next_message_counts_from_the_first_start_and_over_exceptions) {
  Situation s;
  auto& entry = s.timed(0, 5);
  s.also_plays(entry, 6);
  s.also_plays(entry, 7);
  entry.cycle_one = true;
  entry.when.rule = "FREQ=DAILY";
  entry.when.from = 2026y / November / 21;  // the 23rd is the third, n = 2
  entry.when.except = {{2026y / November / 22, std::nullopt}};
  EXPECT_EQ(s.air(100, true), "0:a/2/vi 7:-");
}

TEST(ReferenceOccurrences, the_next_message_counts_the_playings_of_a_window_from_its_start) {
  Situation s;
  auto& entry = s.window(0, 65, 5, routine);
  s.also_plays(entry, 6);
  s.also_plays(entry, 7);
  entry.cycle_one = true;
  entry.when.every = 30s;
  entry.when.rule = "FREQ=DAILY";
  entry.when.from = 2026y / November / 22;  // the 23rd begins with the second
  EXPECT_EQ(s.air(100, true), "0:a/1/vi 6:- 30:a/2/vi 37:- 60:a/0/vi 65:-");
}

TEST(ReferenceOccurrences, an_added_start_plays_the_message_of_the_next_one) {
  Situation s;
  auto& entry = s.timed(0, 5);
  s.also_plays(entry, 6);
  entry.cycle_one = true;
  entry.when.times = {shows(0), shows(60)};
  entry.when.also = {local_days{2026y / November / 23} + shows(30)};
  EXPECT_EQ(s.air(100, true), "0:a/0/vi 5:- 30:a/1/vi 36:- 60:a/1/vi 66:-");
}

TEST(ReferenceOccurrences, exceptions_and_additions) {
  Situation s;
  auto& entry = s.timed(0, 5);
  entry.when.times = {shows(0), shows(20), shows(40)};
  entry.when.except = {{2026y / November / 23, shows(20)}};
  entry.when.also = {local_days{2026y / November / 23} + shows(60)};
  EXPECT_EQ(s.air(200), "0:a 5:- 40:a 45:- 60:a 65:-");
}

TEST(ReferenceOccurrences, an_added_window_keeps_its_length) {
  Situation s;
  auto& entry = s.window(0, 10, 100);
  entry.when.also = {local_days{2026y / November / 23} + shows(60)};
  EXPECT_EQ(s.air(200), "0:a 10:- 60:a 70:-");
}

TEST(ReferenceOccurrences, count_counts_for_each_start_time) {
  Situation s;
  auto& entry = s.timed(0, 5);
  entry.when.rule = "FREQ=DAILY;COUNT=2";
  entry.when.times = {shows(0), shows(20)};
  EXPECT_EQ(s.air(300'000), "0:a 5:- 20:a 25:- 86400:a 86405:- 86420:a 86425:-");
}

TEST(ReferenceOccurrences, until_is_the_last_day_inclusive) {
  Situation s;
  auto& entry = s.timed(0, 5);
  entry.when.rule = "FREQ=DAILY";
  entry.when.until = 2026y / November / 24;
  EXPECT_EQ(s.air(300'000), "0:a 5:- 86400:a 86405:-");
}

// Berlin skips 02:00 – 03:00 on 2026-03-29 and shows it twice on 2026-10-25.
struct Berlin {
  Berlin(playlists::CivilDay day, std::vector<playlists::CivilTime> times, const char* rule = "") {
    auto& entry = s.timed(0, 5);
    s.programme().zone = "Europe/Berlin";
    entry.when.from = day;
    entry.when.times = std::move(times);
    entry.when.rule = rule;
  }
  std::vector<Instant> starts(Instant from, Instant until) const {
    std::vector<Instant> found;
    for (const auto& one : occurrences(s.given, OutputKind::Sound, from, until).timed) {
      found.push_back(one.start);
    }
    return found;
  }
  Situation s;
};

TEST(ReferenceOccurrences, a_skipped_time_is_read_with_the_offset_before_the_gap) {
  const Berlin berlin(2026y / March / 29, {2h + 30min, 3h + 10min});
  const Instant day{sys_days{2026y / March / 29}};
  EXPECT_EQ(berlin.starts(day, day + days{1}),
            (std::vector<Instant>{day + 1h + 10min, day + 1h + 30min}));
}

TEST(ReferenceOccurrences, a_time_that_comes_twice_is_the_first) {
  const Berlin berlin(2026y / October / 25, {2h + 30min});
  const Instant day{sys_days{2026y / October / 25}};
  EXPECT_EQ(berlin.starts(day, day + days{1}), (std::vector<Instant>{day + 30min}));
}

TEST(ReferenceOccurrences, two_starts_at_one_instant_are_one) {
  const Berlin berlin(2026y / March / 29, {30min}, "FREQ=HOURLY");
  const Instant day{sys_days{2026y / March / 29}};
  EXPECT_EQ(berlin.starts(day - 1h, day + 2h),
            (std::vector<Instant>{day - 30min, day + 30min, day + 1h + 30min}));
}

}  // namespace
}  // namespace reference
