#include "playlists/orders/precedence.h"

#include <tuple>

namespace playlists {
namespace {

int order_step(const Rank& rank) {
  if (rank.item_class == ItemClass::Emergency) return 100;
  const bool priority = rank.item_class == ItemClass::Priority;
  if (rank.own) return priority ? 90 : 80;
  return priority ? 70 : 50;
}

// A priority entry stands above a higher area's routine order and below every other order.
int entry_step(const Rank& rank) {
  switch (rank.item_class) {
    case ItemClass::Priority:
      return rank.timed ? 61 : 60;
    case ItemClass::Routine:
      return rank.timed ? 31 : 30;
    case ItemClass::Background:
      return rank.timed ? 11 : 10;
    default:
      return 5;
  }
}

// The lower goes first among entries of one step.
int side(const Rank& rank, PriorityOrder order) {
  if (rank.kind == ItemKind::Order) return 0;
  if (rank.item_class != ItemClass::Priority) return rank.depth;
  switch (order) {
    case PriorityOrder::HigherFirst:
      return -rank.depth;
    case PriorityOrder::ByStart:
      return 0;
    default:
      return rank.depth;
  }
}

bool entry_cuts(const Rank& newcomer, const Rank& playing, PriorityOrder order) {
  if (newcomer.item_class != playing.item_class) return newcomer.item_class > playing.item_class;
  if (newcomer.item_class == ItemClass::Unknown || !newcomer.timed) return false;
  if (!playing.timed) return true;
  return newcomer.mode == StartMode::Hard && newcomer.just_due && newcomer.start > playing.start &&
         side(playing, order) >= side(newcomer, order);
}

}  // namespace

int step(const Rank& rank) {
  return rank.kind == ItemKind::Order ? order_step(rank) : entry_step(rank);
}

bool goes_before(const Rank& a, const Rank& b, PriorityOrder order) {
  const auto key = [&](const Rank& rank) {
    return std::tuple{-step(rank), side(rank, order), rank.start,
                      rank.depth,  rank.id,           rank.occurrence};
  };
  return key(a) < key(b);
}

bool cuts(const Rank& newcomer, const Rank& playing, bool seam, PriorityOrder order) {
  if (newcomer.kind == ItemKind::Entry) {
    if (playing.kind == ItemKind::Order) return false;
    const bool may = newcomer.mode != StartMode::Soft || seam;
    return may && entry_cuts(newcomer, playing, order);
  }
  if (step(newcomer) <= step(playing)) return false;
  const bool priority_entry =
      playing.kind == ItemKind::Entry && playing.item_class == ItemClass::Priority;
  return !(priority_entry && newcomer.item_class < ItemClass::Priority);
}

}  // namespace playlists
