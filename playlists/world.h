// The two worlds: the real one, and drills. A centre and its devices belong to one of them for
// ever; each has its own keys (protocols/trust/README.md). Immutable values.
#pragma once

#include <optional>
#include <string_view>

namespace playlists {

/// `Live` is zero because what says nothing about its world is real.
enum class World { Live, Drill };

/// `live`, `drill`.
std::string_view world_text(World world);
std::optional<World> parse_world(std::string_view text);

}  // namespace playlists
