// Days, windows, calendars and dayparts as members of JSON objects. Included by `*_json.cpp` files
// only. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "playlists/calendar/civil.h"
#include "playlists/calendar/daypart.h"
#include "playlists/calendar/special_days.h"
#include "playlists/fields_json.h"

namespace playlists {

/// A calendar day, or nothing where the member is absent or the empty text.
std::optional<CivilDay> read_day(Fields& fields, const char* name);
/// `["mo","fr"]`; absent = empty.
std::vector<std::chrono::weekday> read_weekdays(Fields& fields, const char* name);
Json weekdays_json(const std::vector<std::chrono::weekday>& days);
/// `{"start":"22:00:00","end":"05:00:00"}`
CivilWindow read_window(Fields& fields);
Json window_json(const CivilWindow& window);
/// A list that may be absent = empty.
std::vector<CivilWindow> read_windows(Fields& fields, const char* name);
Json windows_json(const std::vector<CivilWindow>& windows);
YearlyRange read_yearly(Fields& fields);
Json yearly_json(const YearlyRange& range);
Calendar read_calendar(Fields& fields);
Json calendar_json(const Calendar& calendar);
Daypart read_daypart(Fields& fields);
Json daypart_json(const Daypart& daypart);

}  // namespace playlists
