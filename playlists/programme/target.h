// Which devices something is meant for: selectors to include and to exclude (docs/timeline.md §3).
// Immutable after construction.
#pragma once

#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/orders/placement.h"

namespace playlists {

/// Matches a device if each list that is not empty holds something of it.
struct Selector {
  std::vector<AreaCode> areas;  ///< any area of its chain
  bool below = true;            ///< false = its own area only
  std::vector<SiteId> sites;
  std::vector<std::string> profiles;  ///< names of profiles
  std::vector<std::string> tags;

  bool operator==(const Selector&) const = default;
};

struct Target {
  std::vector<Selector> include;  ///< any of them; empty = every device
  std::vector<Selector> exclude;  ///< none of them

  bool operator==(const Target&) const = default;
};

/// Whether the device is meant, standing in `chain` (own area first).
bool matches(const Target& target, const Placement& placement, const std::vector<AreaCode>& chain);

}  // namespace playlists
