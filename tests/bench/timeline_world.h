// A province to resolve: programmes of all kinds over a tree of areas, the same for the same seed.
#pragma once

#include <cstdint>
#include <vector>

#include "playlists/orders/placement.h"
#include "playlists/timetable/shelf.h"

namespace bench {

/// What to make. Entries a device sees = those of its village, commune and province together.
struct WorldShape {
  int villages = 2'000;
  int villages_in_commune = 10;
  int devices_in_village = 10;
  int province_entries = 20;
  int commune_entries = 20;
  int village_entries = 10;
  bool laws = true;  ///< quiet hours, permitted hours and a reservation of the province
  std::uint64_t seed = 1;
};

struct World {
  playlists::Shelf shelf;
  std::vector<playlists::Placement> devices;  ///< loudspeakers
  playlists::Instant midnight{};              ///< of Monday 2026-11-23 in Vietnam
};

World make_world(const WorldShape& shape);

}  // namespace bench
