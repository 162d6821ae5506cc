// Who goes first, and who may cut whom: the ordering of orders and entries on one device. Pure
// functions.
//
// The rule (glossary: classes, "between orders"), as we read it:
//   1. stop is obeyed at once and is never itself played;
//   2. an emergency order cuts everything but another emergency;
//   3. other orders: the own area's (addressed to the device's own area) before a higher area's;
//   inside each, priority before
//      routine and background;
//   4. an order of class priority cuts priority entries; an order of a lower class waits for a
//   priority entry that has begun;
//   5. every order cuts routine and background entries; no entry ever cuts an order: a priority
//   entry that comes due waits for it;
//   6. entries: priority > routine > background; a higher class cuts a lower one; in one class a
//   timed entry cuts a window,
//      otherwise what has begun ends first, and of those that wait the own area's goes before a
//      higher area's. A priority entry that waits goes before a higher area's routine order that
//      waits;
//   7. equal rank never mixes: one after the other, by earliest start, ties by id.
#pragma once

#include <string>

#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/orders/play.h"

namespace playlists {

/// Everything precedence looks at. An order's `own` = it names the device's own area; an entry's =
/// it stands in that area's programme. `timed` = entry with times (orders: true).
struct Rank {
  ItemKind kind = ItemKind::Unknown;
  ItemClass item_class = ItemClass::Unknown;
  bool own = false;
  bool timed = true;
  Instant start{};  ///< order: earliest start; entry: start of the occurrence
  std::string id;

  bool operator==(const Rank&) const = default;
};

/// The step on the ladder above; a higher one goes first. Equal steps never mix.
int step(const Rank& rank);
/// Strict order among items that all wait: step; entries of the own area before a higher area's;
/// then start; then id.
bool goes_before(const Rank& a, const Rank& b);
/// Whether `newcomer`, being due, cuts `playing`, which has begun.
bool interrupts(const Rank& newcomer, const Rank& playing);

}  // namespace playlists
