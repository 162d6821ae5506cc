// A programme's payload as JSON text (docs/documents.md, `programme`). Pure functions; parsing is
// total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/problem.h"
#include "playlists/programme/programme.h"

namespace playlists {

std::string programme_to_json(const Programme& programme);
/// Problems: those of parse_message (types and ranges), then those of check_programme.
Parsed<Programme> parse_programme(std::string_view json);
/// One entry alone, as it stands in `entries` (the API edits entries one at a time).
std::string entry_to_json(const Entry& entry);
Parsed<Entry> parse_entry(std::string_view json);

}  // namespace playlists
