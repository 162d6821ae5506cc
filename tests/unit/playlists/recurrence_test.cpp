#include "playlists/timetable/recurrence.h"

#include <gtest/gtest.h>

namespace playlists {
namespace {

using namespace std::chrono;

const ZoneRules vietnam = *ZoneRules::find("Asia/Ho_Chi_Minh");
const ZoneRules berlin = *ZoneRules::find("Europe/Berlin");

Instant local(const ZoneRules& zone, CivilDay day, CivilTime time) {
  return zone.instant_of(day, time);
}

When daily(std::vector<CivilTime> times) {
  When when;
  when.rule = "FREQ=DAILY";
  when.times = std::move(times);
  return when;
}

std::vector<Instant> starts(const When& when, const ZoneRules& zone, CivilDay first,
                            int how_many_days, Duration span = 1min) {
  const Instant from = local(zone, first, 0s);
  std::vector<Instant> found;
  for (const Occurrence& one : occurrences(when, zone, span, from, from + days{how_many_days}))
    found.push_back(one.start);
  return found;
}

TEST(Recurrence, daily_times_come_every_day_in_order) {
  const auto found = starts(daily({17h, 5h}), vietnam, 2026y / November / 23, 2);
  EXPECT_EQ(found, (std::vector{local(vietnam, 2026y / November / 23, 5h),
                                local(vietnam, 2026y / November / 23, 17h),
                                local(vietnam, 2026y / November / 24, 5h),
                                local(vietnam, 2026y / November / 24, 17h)}));
}

TEST(Recurrence, weekly_keeps_to_its_days_and_dates) {
  When when = daily({5h});
  when.rule = "FREQ=WEEKLY;BYDAY=MO,FR";
  when.from = 2026y / November / 24;
  when.until = 2026y / November / 30;  // a Monday, inclusive
  const auto found = starts(when, vietnam, 2026y / November / 1, 60);
  EXPECT_EQ(found, (std::vector{local(vietnam, 2026y / November / 27, 5h),
                                local(vietnam, 2026y / November / 30, 5h)}));
}

TEST(Recurrence, once_is_its_day_only) {
  When when = daily({5h});
  when.rule.clear();
  when.from = 2026y / November / 27;
  EXPECT_EQ(starts(when, vietnam, 2026y / November / 1, 60).size(), 1u);
}

TEST(Recurrence, finds_what_began_before_and_still_runs) {
  const Instant now = local(vietnam, 2026y / November / 23, 5h + 10min);
  const auto found = occurrences(daily({5h}), vietnam, 30min, now, now + 1ms);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().end, local(vietnam, 2026y / November / 23, 5h + 30min));
  EXPECT_TRUE(occurrences(daily({5h}), vietnam, 10min, now, now + 1ms).empty());  // [start, end)
}

TEST(Recurrence, a_window_may_cross_midnight) {
  When when = daily({});
  when.window = CivilWindow{22h, 5h};
  const Instant night = local(vietnam, 2026y / November / 24, 3h);
  const auto found = occurrences(when, vietnam, {}, night, night + 1ms);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().local, local_days{2026y / November / 23} + 22h);
  EXPECT_EQ(found.front().end, local(vietnam, 2026y / November / 24, 5h));
  EXPECT_FALSE(found.front().timed);
}

TEST(Recurrence, a_whole_day_window_leaves_no_gap) {
  When when = daily({});
  when.window = CivilWindow{0s, 24h};
  const Instant from = local(vietnam, 2026y / November / 23, 0s);
  const auto found = occurrences(when, vietnam, {}, from, from + days{3});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].end, found[1].start);
}

TEST(Recurrence, a_time_in_the_gap_or_the_overlap_plays_once) {
  EXPECT_EQ(starts(daily({2h + 30min}), berlin, 2026y / March / 29, 1).size(), 1u);
  EXPECT_EQ(starts(daily({2h + 30min}), berlin, 2026y / October / 25, 1).size(), 1u);
  // RFC 5545 §3.3.5: the offset before the gap counts, so half past two is half past three.
  EXPECT_EQ(starts(daily({2h + 30min, 3h + 30min}), berlin, 2026y / March / 29, 1),
            (std::vector{local(berlin, 2026y / March / 29, 3h + 30min)}));
}

TEST(Recurrence, an_impossible_rule_never_comes) {
  EXPECT_TRUE(starts({}, vietnam, 2026y / November / 1, 30).empty());
  const Instant now = local(vietnam, 2026y / November / 23, 5h);
  EXPECT_TRUE(occurrences(daily({5h}), vietnam, 1min, now, now).empty());
  EXPECT_TRUE(occurrences(daily({5h}), vietnam, 0ms, now, now + 1h).empty());
}

}  // namespace
}  // namespace playlists
