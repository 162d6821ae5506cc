// Days and times as a calendar and a clock on the wall show them, without a zone. Pure values and
// functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace playlists {

/// Seconds since local midnight, 0 ≤ t ≤ 86,400 (86,400 only as a window's end).
using CivilTime = std::chrono::seconds;
using CivilDay = std::chrono::year_month_day;

/// `mo` … `su`.
std::string_view weekday_text(std::chrono::weekday day);
std::optional<std::chrono::weekday> parse_weekday(std::string_view text);

/// `05:00:00` (also `05:00`) and `24:00:00`; nothing for anything else.
std::optional<CivilTime> parse_civil_time(std::string_view text);
std::string civil_time_text(CivilTime time);
/// `2026-11-21`, a day that exists; nothing otherwise.
std::optional<CivilDay> parse_civil_day(std::string_view text);
std::string civil_day_text(CivilDay day);
/// `11-21`, a day that exists in some year (`02-29` too); nothing otherwise.
std::optional<std::chrono::month_day> parse_month_day(std::string_view text);
std::string month_day_text(std::chrono::month_day day);

/// From `start` to `end` of each chosen day; an `end` at or before `start` is on the next day
/// (22:00 – 05:00).
struct CivilWindow {
  CivilTime start{};
  CivilTime end{};

  bool operator==(const CivilWindow&) const = default;
};

}  // namespace playlists
