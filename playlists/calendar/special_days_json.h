// A calendar of special days as JSON text (docs/documents.md, “Calendars and day parts”). Pure
// functions; parsing is total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/calendar/special_days.h"
#include "playlists/problem.h"

namespace playlists {

std::string calendar_to_json(const Calendar& calendar);
/// Problems: those of parse_message (types and ranges), then those of check_calendar.
Parsed<Calendar> parse_calendar(std::string_view json);

}  // namespace playlists
