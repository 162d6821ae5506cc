// What one output should play now, and why: the answer of the timeline. Immutable values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/orders/play.h"

namespace playlists {

/// One reason, for programs (`code`) and people.
struct Why {
  std::string code;
  std::string vi;
  std::string en;

  bool operator==(const Why&) const = default;
};

/// Names one playing: this item, begun by this occurrence. Two answers of the timeline with equal
/// Playing are the same playing: the output goes on and does not begin again. (A newer programme
/// version with the same entry keeps it equal.)
struct Playing {
  ItemKind kind = ItemKind::Unknown;
  std::string id;        ///< entry or order id
  Instant occurrence{};  ///< start of the occurrence; an order's earliest start
  MessageHash message;   ///< empty for an order
  int part = 0;          ///< which piece of a playlist or language; 0 when there is only one

  auto operator<=>(const Playing&) const = default;
  bool operator==(const Playing&) const = default;
};

/// What to play. Position 0 of the playing lies `position` before now; a message of `length` is
/// repeated back to back, so the output starts at `offset` = position mod length inside it.
struct DueItem {
  Playing playing;
  ItemRef item;
  Duration position{};  ///< since the playing's beginning, pauses by interruptions not counted
  Duration length{};    ///< one playing of the message; an order's whole planned duration
  Duration offset{};    ///< where in the message to start when the output is not playing this yet
  Instant until{};  ///< known end if nothing else happens (an order: planned; it really ends with
                    ///< finished())
  double volume_db = 0;
  std::string lang;      ///< of the variant to play; empty = whatever there is
  bool resumes = false;  ///< it was cut before and goes on now

  bool operator==(const DueItem&) const = default;
};

/// No item = silence, black.
struct Due {
  std::optional<DueItem> item;
  std::vector<Why> why;  ///< first: why this item (or none); then what it covers
};

/// One entry or order that this output holds and what keeps it from playing now.
struct Explained {
  ItemRef item;
  bool playing = false;
  std::vector<Why> why;  ///< at least one
};

/// An order that is over on this device, told once by Timeline::settle.
struct OrderEnd {
  OrderId order;
  bool started = false;  ///< false = it made no sound and no picture: refused
  /// refused: `busy`, `expired`, `no_output`, `stopped`; finished: empty, `interrupted`, `expired`,
  /// `stopped` (receipt reasons).
  std::string reason;

  bool operator==(const OrderEnd&) const = default;
};

}  // namespace playlists
