#include "playlists/calendar/civil.h"

#include <gtest/gtest.h>

namespace playlists {
namespace {

using namespace std::chrono;

TEST(CivilText, takes_real_times_and_days_only) {
  EXPECT_EQ(parse_civil_time("05:00:00"), CivilTime{5h});
  EXPECT_EQ(parse_civil_time("05:30"), CivilTime{5h + 30min});
  EXPECT_EQ(parse_civil_time("24:00:00"), CivilTime{24h});
  for (const char* bad : {"", "5:00", "24:00:01", "25:00", "05:60", "05:00:60", "05-00", "ab:cd",
                          "05:00:0x", "-5:00"}) {
    EXPECT_FALSE(parse_civil_time(bad)) << bad;
  }
  EXPECT_EQ(parse_civil_day("2028-02-29"), 2028y / February / 29);
  for (const char* bad :
       {"", "2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026/01/01", "1969-12-31"}) {
    EXPECT_FALSE(parse_civil_day(bad)) << bad;
  }
  EXPECT_EQ(civil_time_text(5h + 7s), "05:00:07");
  EXPECT_EQ(civil_day_text(2026y / November / 1), "2026-11-01");
}

TEST(CivilText, takes_days_of_some_year_only) {
  EXPECT_EQ(parse_month_day("10-16"), October / 16);
  EXPECT_EQ(parse_month_day("02-29"), February / 29);
  for (const char* bad : {"", "02-30", "13-01", "00-01", "01-00", "1-1", "0-011", "11/21"}) {
    EXPECT_FALSE(parse_month_day(bad)) << bad;
  }
  EXPECT_EQ(month_day_text(April / 5), "04-05");
}

}  // namespace
}  // namespace playlists
