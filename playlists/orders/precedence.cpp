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
      return 0;
  }
}

}  // namespace

int step(const Rank& rank) {
  return rank.kind == ItemKind::Order ? order_step(rank) : entry_step(rank);
}

bool goes_before(const Rank& a, const Rank& b) {
  const auto key = [](const Rank& rank) {
    return std::tuple{-step(rank), rank.kind == ItemKind::Entry && !rank.own};
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return std::tie(a.start, a.id) < std::tie(b.start, b.id);
}

bool interrupts(const Rank& newcomer, const Rank& playing) {
  if (step(newcomer) <= step(playing)) return false;
  if (newcomer.kind == ItemKind::Entry && playing.kind == ItemKind::Order) return false;
  const bool priority_entry =
      playing.kind == ItemKind::Entry && playing.item_class == ItemClass::Priority;
  return !(priority_entry && newcomer.kind == ItemKind::Order &&
           newcomer.item_class < ItemClass::Priority);
}

}  // namespace playlists
