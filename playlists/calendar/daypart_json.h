// A day part as JSON text (docs/documents.md, “Calendars and day parts”). Pure functions; parsing
// is total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/calendar/daypart.h"
#include "playlists/problem.h"

namespace playlists {

std::string daypart_to_json(const Daypart& daypart);
/// Problems: those of parse_message (types and ranges), then those of check_daypart.
Parsed<Daypart> parse_daypart(std::string_view json);

}  // namespace playlists
