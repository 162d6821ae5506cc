// A day part (buổi): a named, reusable choice of windows of the day, “sáng sớm”, with other windows
// on some weekdays or special days. Immutable values and pure functions.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "playlists/calendar/civil.h"
#include "playlists/calendar/special_days.h"
#include "playlists/problem.h"

namespace playlists {

/// Other windows on some days: either `days` or a calendar. No windows = nothing on those days.
struct DaypartException {
  std::vector<std::chrono::weekday> days;
  std::string calendar;  ///< a Calendar's id; empty = `days` counts
  std::vector<CivilWindow> windows;

  bool operator==(const DaypartException&) const = default;
};

struct Daypart {
  std::string id;
  std::string name;
  std::vector<CivilWindow> windows;
  std::vector<DaypartException> exceptions;

  bool operator==(const Daypart&) const = default;
};

/// The windows that begin on that day: those of the first exception, in the order written, whose
/// weekdays or calendar hold it, else `windows`. A window whose end is not after its start ends on
/// the next day, whatever that day is. A calendar that is not in the list holds no day
/// (unknown_calendars says so). The answer lives as long as `daypart`.
const std::vector<CivilWindow>& windows_on(const Daypart& daypart, CivilDay day,
                                           const std::vector<Calendar>& calendars);

/// Everything that makes it impossible: `bad_id`, `no_name`, `no_windows` (on no day),
/// `no_days` and `days_and_calendar` (an exception is for either), `bad_time`, `empty_window`,
/// `overlap` (two windows of one day). Empty = good. parse_daypart applies it.
std::vector<Problem> check_daypart(const Daypart& daypart);
/// `unknown_calendar` for each exception whose calendar is not in the list.
std::vector<Problem> unknown_calendars(const Daypart& daypart,
                                       const std::vector<Calendar>& calendars);

}  // namespace playlists
