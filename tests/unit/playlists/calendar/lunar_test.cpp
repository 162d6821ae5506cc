#include "playlists/calendar/lunar.h"

#include <gtest/gtest.h>

#include <vector>

namespace playlists {
namespace {

using namespace std::chrono;

struct KnownTet {
  int year;
  CivilDay day;
};

class Tet : public testing::TestWithParam<KnownTet> {};

TEST_P(Tet, is_on_the_day_vietnam_kept_it) {
  EXPECT_EQ(new_years_day(GetParam().year), GetParam().day);
  EXPECT_EQ(lunar_of(GetParam().day), (LunarDay{GetParam().year, 1, false, 1}));
}

// China: 30 January 1968, 17 February 1969, 20 February 1985, 18 February 2007, 3 February 2030.
const KnownTet known[] = {
    {1968, 1968y / January / 29},  {1969, 1969y / February / 16}, {1975, 1975y / February / 11},
    {1985, 1985y / January / 21},  {2000, 2000y / February / 5},  {2007, 2007y / February / 17},
    {2020, 2020y / January / 25},  {2021, 2021y / February / 12}, {2022, 2022y / February / 1},
    {2023, 2023y / January / 22},  {2024, 2024y / February / 10}, {2025, 2025y / January / 29},
    {2026, 2026y / February / 17}, {2027, 2027y / February / 6},  {2028, 2028y / January / 26},
    {2029, 2029y / February / 13}, {2030, 2030y / February / 2},  {2053, 2053y / February / 18},
};
INSTANTIATE_TEST_SUITE_P(Known, Tet, testing::ValuesIn(known));

TEST(Lunar, leap_months_of_1985_and_1987_are_not_those_of_china) {
  EXPECT_EQ(lunar_of(1985y / March / 21), (LunarDay{1985, 2, true, 1}));   // China: leap 10 of 1984
  EXPECT_EQ(lunar_of(1987y / August / 24), (LunarDay{1987, 7, true, 1}));  // China: leap 6
  EXPECT_EQ(lunar_of(2025y / July / 25), (LunarDay{2025, 6, true, 1}));    // the same in both
  EXPECT_EQ(lunar_of(2033y / December / 22),
            (LunarDay{2033, 11, true, 1}));  // solstice the day before
}

TEST(Lunar, the_table_begins_and_ends_with_a_tet) {
  EXPECT_FALSE(lunar_of(1968y / January / 28));
  EXPECT_EQ(lunar_of(1968y / January / 29), (LunarDay{1968, 1, false, 1}));
  EXPECT_EQ(lunar_of(2101y / January / 28), (LunarDay{2100, 12, false, 29}));
  EXPECT_FALSE(lunar_of(2101y / January / 29));
  EXPECT_FALSE(new_years_day(1967));
  EXPECT_FALSE(new_years_day(2101));
  EXPECT_FALSE(solar_of({-1, 1, false, 1}));
  EXPECT_FALSE(lunar_of(year::max() / January / 1));
  EXPECT_FALSE(lunar_of(year::min() / January / 1));
}

TEST(Lunar, days_that_do_not_exist_are_nothing) {
  EXPECT_EQ(solar_of({2026, 12, false, 29}), 2027y / February / 5);  // its month 12 has 29 days
  EXPECT_FALSE(solar_of({2026, 12, false, 30}));
  EXPECT_FALSE(solar_of({2026, 1, false, 0}));
  EXPECT_FALSE(solar_of({2026, 1, false, 31}));
  EXPECT_FALSE(solar_of({2026, 0, false, 1}));
  EXPECT_FALSE(solar_of({2026, 13, false, 1}));
  EXPECT_FALSE(solar_of({2026, 6, true, 1}));  // 2026 has no leap month
  EXPECT_FALSE(solar_of({2025, 5, true, 1}));  // 2025 has another
  EXPECT_FALSE(lunar_of(2026y / February / 29));
}

TEST(Lunar, every_day_of_the_table_goes_there_and_back_and_follows_the_day_before) {
  std::optional<LunarDay> before;
  int days_counted = 0;
  for (sys_days day = *new_years_day(first_lunar_year); lunar_of(CivilDay{day}); day += days{1}) {
    const LunarDay now = *lunar_of(CivilDay{day});
    ASSERT_EQ(solar_of(now), CivilDay{day});
    if (before && now.day != 1) {
      ASSERT_EQ(now, (LunarDay{before->year, before->month, before->leap, before->day + 1}));
    } else if (before) {
      ASSERT_TRUE(before->day == 29 || before->day == 30) << civil_day_text(CivilDay{day});
      const bool new_year = now.month == 1 && !now.leap;
      ASSERT_EQ(now.year, before->year + (new_year ? 1 : 0));
      ASSERT_EQ(now.month, now.leap ? before->month : before->month % 12 + 1);
    }
    before = now;
    ++days_counted;
  }
  EXPECT_EQ(days_counted,
            (sys_days{2101y / January / 29} - sys_days{1968y / January / 29}).count());
}

TEST(Lunar, years_have_twelve_months_or_thirteen) {
  int leap_years = 0;
  for (int year = first_lunar_year; year <= last_lunar_year; ++year) {
    int leaps = 0;
    for (int month = 1; month <= 12; ++month) {
      ASSERT_TRUE(solar_of({year, month, false, 29})) << year << " " << month;
      if (solar_of({year, month, true, 29})) ++leaps;
    }
    ASSERT_LE(leaps, 1) << year;
    leap_years += leaps;
  }
  EXPECT_EQ(leap_years, 49);  // seven in nineteen years: 133 / 19 * 7
}

TEST(Lunar, years_have_names_in_the_cycle_of_sixty) {
  EXPECT_EQ(can_chi_year(1984), "Giáp Tý");
  EXPECT_EQ(can_chi_year(1968), "Mậu Thân");
  EXPECT_EQ(can_chi_year(2026), "Bính Ngọ");
  EXPECT_EQ(can_chi_year(2027), "Đinh Mùi");
  EXPECT_EQ(can_chi_year(2043), "Quý Hợi");
  EXPECT_EQ(can_chi_year(2044), can_chi_year(1984));
  EXPECT_EQ(can_chi_year(4), "Giáp Tý");
  EXPECT_EQ(can_chi_year(-57), "Quý Hợi");
}

}  // namespace
}  // namespace playlists
