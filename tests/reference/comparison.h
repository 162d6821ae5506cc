// playlists/timetable next to the reference: the same scene, the same instants. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/reference/scene.h"

namespace reference {

/// What playlists/timetable says is on air at each of the instants (ascending, ≥ origin).
std::vector<std::optional<OnAir>> planned(const Scene& scene, const std::vector<Instant>& instants);

/// Where to look: every named instant of the reference, 1 ms and 1 s before and after.
std::vector<Instant> instants_to_compare(const Scene& scene);

struct Difference {
  Instant at{};
  std::optional<OnAir> reference;
  std::optional<OnAir> planned;
};
/// The first; nothing when they agree everywhere.
std::optional<Difference> first_difference(const Scene& scene);

/// The scene made as small as it still differs, and both answers around the first difference.
std::string explained(const Scene& scene);

}  // namespace reference
