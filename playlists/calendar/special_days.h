// Special days (lịch ngày): a named set of days that entries and day parts refer to: Tết, school
// holidays, an election, the rainy season. Immutable values and pure functions.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/calendar/civil.h"
#include "playlists/problem.h"

namespace playlists {

/// These very days, both inclusive.
struct DayRange {
  CivilDay from{};
  CivilDay until{};

  bool operator==(const DayRange&) const = default;
};

/// The same days of every year, both inclusive; `until` before `from` goes on into the next year
/// (10-16 … 04-15). In a year without 29 February a range from it begins on 1 March, one until it
/// ends on 28 February, and 02-29 … 02-29 is empty.
struct YearlyRange {
  std::chrono::month_day from{};
  std::chrono::month_day until{};

  bool operator==(const YearlyRange&) const = default;
};

/// `days` days of every lunar year, the first of them `before` days before that day of that month.
/// A leap month does not count. Day 30 is the last day of the month, also of a short one. Nothing
/// outside the lunar years of lunar.h.
struct LunarRange {
  int month = 0;   ///< 1 … 12
  int day = 0;     ///< 1 … 30
  int days = 1;    ///< 1 … longest_lunar_range
  int before = 0;  ///< 0 … longest_lunar_range

  bool operator==(const LunarRange&) const = default;
};
inline constexpr int longest_lunar_range = 100;

struct Calendar {
  std::string id;    ///< what others refer to; see is_calendar_id
  std::string name;  ///< for people: “Tết Nguyên đán”
  std::vector<DayRange> ranges;
  std::vector<YearlyRange> yearly;
  std::vector<LunarRange> lunar;

  bool operator==(const Calendar&) const = default;
};

/// `[a-z0-9][a-z0-9-]{0,39}`, for calendars and day parts.
bool is_calendar_id(std::string_view text);

/// `day` must exist (CivilDay::ok), here and below.
bool contains(const Calendar& calendar, CivilDay day);
/// All its days in [first, last], both inclusive: ascending ranges that neither overlap nor touch.
std::vector<DayRange> days_between(const Calendar& calendar, CivilDay first, CivilDay last);

/// Everything that makes it impossible: `bad_id`, `no_name`, `no_days` (no range at all), `bad_day`
/// (does not exist, or before 1970), `until_before_from`, `bad_lunar_day`, `bad_length`. Empty =
/// good. parse_calendar applies it.
std::vector<Problem> check_calendar(const Calendar& calendar);

/// Vietnam's public holidays (Labour Code 2019, article 112): 1 January; five days from the eve of
/// Tết; Giỗ Tổ, the 10th of lunar month 3; 30 April and 1 May; 2 September. The second day at
/// 2 September, the choice of the days around Tết and days in lieu are announced each year: they
/// are not here.
Calendar vietnam_holidays();

}  // namespace playlists
