#include "playlists/world.h"

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<World>, 2> texts{{{World::Live, "live"}, {World::Drill, "drill"}}};

}  // namespace

std::string_view world_text(World world) {
  return word_of(texts, world);
}
std::optional<World> parse_world(std::string_view text) {
  return value_of(texts, text);
}

}  // namespace playlists
