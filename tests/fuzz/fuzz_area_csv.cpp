// An area file from anywhere: a value or problems, and a tree that hangs together.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "playlists/areas/area_csv.h"
#include "playlists/areas/area_tree.h"
#include "playlists/utf8.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto areas = playlists::parse_area_csv(text);
  require(areas.value.has_value() == areas.problems.empty());
  for (const playlists::Problem& problem : areas.problems) {
    require(playlists::is_utf8(problem.vi) && playlists::is_utf8(problem.en));
  }
  if (!areas) return 0;
  const auto tree = playlists::AreaTree::from(*areas);
  require(tree.value.has_value());
  for (const playlists::Area& area : tree->areas()) {
    require(tree->chain(area.code).front() == area.code);
  }
  return 0;
}
