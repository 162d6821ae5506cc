#include "playlists/timetable/civil_time.h"

#include <gtest/gtest.h>

namespace playlists {
namespace {

using namespace std::chrono;

Instant utc(sys_days day, Duration time) {
  return Instant{day} + time;
}

TEST(CivilTime, vietnam_is_seven_hours_ahead) {
  const auto zone = ZoneRules::find("Asia/Ho_Chi_Minh");
  ASSERT_TRUE(zone);
  const Instant instant = zone->instant_of(2026y / November / 21, 5h);
  EXPECT_EQ(instant, utc(2026y / November / 20, 22h));
  EXPECT_EQ(zone->day_of(instant), 2026y / November / 21);
  EXPECT_EQ(zone->time_of(instant), CivilTime{5h});
}

TEST(CivilTime, a_time_the_clock_skips_is_read_with_the_offset_before) {
  const auto zone = ZoneRules::find("Europe/Berlin");  // 2026-03-29: 02:00 → 03:00
  EXPECT_EQ(zone->instant_of(2026y / March / 29, 2h + 30min), utc(2026y / March / 29, 1h + 30min));
  EXPECT_EQ(zone->instant_of(2026y / March / 29, 3h), utc(2026y / March / 29, 1h));
}

TEST(CivilTime, a_time_the_clock_shows_twice_is_the_first) {
  const auto zone = ZoneRules::find("Europe/Berlin");  // 2026-10-25: 03:00 → 02:00
  EXPECT_EQ(zone->instant_of(2026y / October / 25, 2h + 30min), utc(2026y / October / 25, 30min));
}

TEST(CivilTime, unknown_and_dangerous_zone_names_are_refused) {
  for (const char* name :
       {"", "Asia/Hanoi2", "../../etc/passwd", "/etc/passwd", "asia/ho_chi_minh"}) {
    EXPECT_FALSE(is_zone(name)) << name;
  }
  EXPECT_TRUE(is_zone("UTC"));
}

}  // namespace
}  // namespace playlists
