// Local clocks for the reference resolver: a list of (from when, how far from UTC) and nothing
// clever. Immutable after construction.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "playlists/instant.h"
#include "playlists/programme/entry.h"

namespace reference {

using playlists::Instant;
using playlists::LocalSeconds;

class Zone {
 public:
  /// Kept for the life of the process; throws std::runtime_error for a name the system lacks.
  /// Thread-safe.
  static const Zone& find(const std::string& name);

  /// What a wall clock of the zone shows, whole seconds (rounded down).
  LocalSeconds local(Instant instant) const;
  /// Every instant (0, 1 or 2) at which a wall clock shows it, ascending.
  std::vector<Instant> instants_showing(LocalSeconds local) const;
  /// docs/timeline.md §1: skipped = read with the offset before the gap; twice = the first.
  Instant instant(LocalSeconds local) const;

 private:
  struct Stretch {
    Instant from{};
    std::chrono::seconds offset{};
  };
  explicit Zone(const std::string& name);

  std::vector<Stretch> stretches_;
};

}  // namespace reference
