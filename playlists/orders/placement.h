// A placement: where a device stands and what it is (docs/documents.md, `placement`). Immutable
// after construction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/orders/profile.h"
#include "playlists/world.h"

namespace playlists {

struct Site {
  SiteId id;
  std::string name;

  bool operator==(const Site&) const = default;
};

struct PlacedArea {
  AreaCode code;
  Instant from{};  ///< counts from then on

  bool operator==(const PlacedArea&) const = default;
};

struct Placement {
  std::int64_t version = 0;
  Instant issued{};
  DeviceId device;
  KeyId key;  ///< the device's own key
  std::string name;
  Site site;
  std::vector<PlacedArea> areas;  ///< own area first, root last
  std::vector<std::string> tags;
  std::string zone;  ///< IANA name
  Profile profile;
  World world = World::Live;

  bool operator==(const Placement&) const = default;
};

/// The areas that count at that instant, own first.
std::vector<AreaCode> chain_at(const Placement& placement, Instant now);

}  // namespace playlists
