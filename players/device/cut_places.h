#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "playlists/timetable/due.h"

namespace players {

/// Where in a playing a pass begins.
struct Place {
  playlists::Duration base{};          ///< position in the playing at which the pass begins
  playlists::Duration offset{};        ///< where in the message
  std::optional<std::uint64_t> units;  ///< the same in frames or samples, where it is known exactly
};

/// Remembers to the frame and sample where playings were cut: the timeline counts milliseconds,
/// which is not enough to go on without a click. Bounded. Confined to its owner.
class CutPlaces {
 public:
  /// `position` is what the timeline was told.
  void cut(const playlists::Playing& playing, playlists::Duration base,
           playlists::Duration position, std::uint64_t units);
  void forget(const playlists::Playing& playing) { cuts_.erase(playing); }
  /// Where to begin what is due. What is due since a moment begins at its beginning: a timer or a
  /// decoder was late, not the listener.
  Place place_for(const playlists::DueItem& item) const;

 private:
  struct Cut {
    playlists::Duration base{};
    playlists::Duration position{};
    std::uint64_t units = 0;
  };
  std::map<playlists::Playing, Cut> cuts_;
};

}  // namespace players
