// Everything the timeline of one device depends on (docs/timeline.md), as one value. Immutable once
// built.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/messages/message.h"
#include "playlists/orders/placement.h"
#include "playlists/orders/precedence.h"
#include "playlists/programme/programme.h"

namespace reference {

using playlists::Duration;
using playlists::Instant;

struct Case {
  playlists::Placement placement;
  std::vector<playlists::Programme> programmes;  ///< of areas in or outside the chain, one an area
  std::map<playlists::MessageHash, playlists::Message> messages;
  std::vector<std::string> languages;  ///< of the nearest area that sets them; empty = `vi`
  bool all_languages = false;          ///< `all`, else `first`
  playlists::PriorityOrder priority_order = playlists::PriorityOrder::OwnFirst;
  std::optional<Instant> heard;  ///< the last signed time; nothing = no offline contract runs out
};

/// What is on air at one instant.
struct OnAir {
  std::string entry;  ///< its id, or `filler`
  playlists::AreaCode area;
  Instant start{};  ///< of the occurrence
  playlists::MessageHash message;
  std::string lang;
  Duration offset{};  ///< inside that piece

  bool operator==(const OnAir&) const = default;
};

}  // namespace reference
