// How several windows of one class share the time: they take turns, like a playlist that repeats.
// Pure function.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "playlists/instant.h"

namespace playlists {

/// Whose turn it is. A single one has no end of its own.
struct Turn {
  std::size_t index = 0;
  Instant begin{};
  std::optional<Instant> end;

  bool operator==(const Turn&) const = default;
};

/// The turn at `now` when `first` began its turn at `base` ≤ now and each in order takes its span
/// (> 0) again and again.
Turn turn_at(const std::vector<Duration>& spans, std::size_t first, Instant base, Instant now);

}  // namespace playlists
