#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"

namespace players {

/// Stops that were faster than the orders they name, until those come or the stop expires. Of more
/// than 512 the oldest goes: its order is the least likely still to be on its way.
/// Does not judge who may stop what. Confined to its owner.
class EarlyStops {
 public:
  static constexpr std::size_t most = 512;
  struct Stop {
    playlists::OrderId target;
    playlists::OrderId stop;  ///< the stop's own id
    std::string kid;          ///< who signed it
    playlists::Instant expires{};
  };
  void add(Stop stop);
  /// The order has come: the stop that named it, which waits no longer for it.
  std::optional<Stop> take(const playlists::OrderId& target);
  /// Whether that stop waits for any order.
  bool waits(const playlists::OrderId& stop) const;
  /// Stops, each once, that have waited in vain until `now` or had to make room.
  std::vector<playlists::OrderId> in_vain(playlists::Instant now);
  /// All that wait, each once; none waits any more.
  std::vector<playlists::OrderId> give_up();

 private:
  std::deque<Stop> stops_;  ///< oldest first
  std::vector<playlists::OrderId> pushed_out_;
};

}  // namespace players
