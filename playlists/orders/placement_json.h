// A placement's payload as JSON text (docs/documents.md, `placement`). Pure functions; parsing is
// total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/orders/placement.h"
#include "playlists/problem.h"

namespace playlists {

std::string placement_to_json(const Placement& placement);
Parsed<Placement> parse_placement(std::string_view json);
/// A profile alone, as it stands in a placement.
std::string profile_to_json(const Profile& profile);
Parsed<Profile> parse_profile(std::string_view json);

}  // namespace playlists
