#include "playlists/orders/placement.h"

namespace playlists {

std::vector<AreaCode> chain_at(const Placement& placement, Instant now) {
  std::vector<AreaCode> chain;
  for (const PlacedArea& area : placement.areas) {
    if (area.from <= now) chain.push_back(area.code);
  }
  return chain;
}

}  // namespace playlists
