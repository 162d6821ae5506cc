// The payload of an area's rules as JSON text (docs/documents.md, `rules`). Pure functions; parsing
// is total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/problem.h"
#include "playlists/rules/rules.h"

namespace playlists {

std::string rules_to_json(const Rules& rules);
/// Problems: those of types and ranges, then those of check_rules without what only areas above can
/// tell (`unknown_calendar`).
Parsed<Rules> parse_rules(std::string_view json);

}  // namespace playlists
