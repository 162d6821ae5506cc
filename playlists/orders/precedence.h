// Who goes first, and who may cut whom: docs/timeline.md §2. Pure functions.
//
// Between orders: emergency cuts everything but another emergency; then the own area's (those that
// name the device's own area) before a higher area's, inside each priority before routine and
// background; an order of a lower class than priority waits for a priority entry that has begun;
// every other order cuts entries, and no entry ever cuts an order. Equal steps never mix.
#pragma once

#include <string_view>

#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/orders/play.h"
#include "playlists/programme/entry.h"

namespace playlists {

/// When a higher area's priority item meets the commune's own, the commune decides (Circular
/// 39/2020/TT-BTTTT): its own first, the higher area's first, or neither.
enum class PriorityOrder { Unknown, OwnFirst, HigherFirst, ByStart };

/// Everything precedence looks at. Refers to the id of what it ranks.
struct Rank {
  ItemKind kind = ItemKind::Unknown;
  ItemClass item_class = ItemClass::Unknown;  ///< entries: Unknown = filler
  bool own = false;                           ///< orders: names the device's own area
  bool timed = true;                          ///< orders and timed entries
  StartMode mode = StartMode::Prompt;         ///< entries
  std::uint8_t depth = 0;                     ///< entries: 0 = the own area's programme
  Instant start{};        ///< order: earliest start; entry: when the occurrence is due
  bool just_due = false;  ///< entries: this is the very instant at which it is due
  std::string_view id;
  Instant occurrence{};  ///< entries: its own start, where two of one entry are due together
};

/// The step of docs/timeline.md §2; a higher one goes first.
int step(const Rank& rank);
/// Strict order among items that all could begin.
bool goes_before(const Rank& a, const Rank& b, PriorityOrder order);
/// Whether `newcomer`, being due, cuts `playing`, which is on air; `seam`: a piece of it just
/// ended.
bool cuts(const Rank& newcomer, const Rank& playing, bool seam, PriorityOrder order);

}  // namespace playlists
