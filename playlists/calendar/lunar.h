// The Vietnamese lunisolar calendar (âm lịch, UTC+7) of the lunar years 1968 … 2100, from a table:
// 29 January 1968 to 28 January 2101. Before 1968 Vietnam's north and south went by other rules,
// so that nothing is said of it. Pure functions; nobody reads a clock.
//
// The table is made by tests/data/lunar_table.py (J. Meeus, Astronomical Algorithms, chapters 25
// and 49), which also names the four new moons to come that are too near to midnight to be sure of.
#pragma once

#include <optional>
#include <string>

#include "playlists/calendar/civil.h"

namespace playlists {

inline constexpr int first_lunar_year = 1968;
inline constexpr int last_lunar_year = 2100;

struct LunarDay {
  int year = 0;       ///< the year of the sun in which its Tết lies
  int month = 0;      ///< 1 … 12
  bool leap = false;  ///< tháng nhuận: the second month of that number
  int day = 0;        ///< 1 … 29 or 30

  bool operator==(const LunarDay&) const = default;
};

/// Nothing outside the table and for a day that is not in the calendar of the sun.
std::optional<LunarDay> lunar_of(CivilDay day);
/// Nothing outside the table and for a day that does not exist: the 30th of a short month, a leap
/// month in another year.
std::optional<CivilDay> solar_of(LunarDay day);
/// Mùng 1 Tết: between 21 January and 20 February.
std::optional<CivilDay> new_years_day(int lunar_year);
/// The year's name in the cycle of sixty: 1984 is “Giáp Tý”. For any year.
std::string can_chi_year(int lunar_year);

}  // namespace playlists
