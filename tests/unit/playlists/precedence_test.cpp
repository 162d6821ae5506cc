#include "playlists/orders/precedence.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

namespace playlists {
namespace {

using enum ItemClass;

Rank order(ItemClass item_class, bool own = true, int start = 0, std::string_view id = "o") {
  Rank rank;
  rank.kind = ItemKind::Order;
  rank.item_class = item_class;
  rank.own = own;
  rank.start = instant_from_ms(start);
  rank.id = id;
  return rank;
}

Rank entry(ItemClass item_class, bool timed = true, std::uint8_t depth = 0, int start = 0,
           StartMode mode = StartMode::Prompt) {
  Rank rank;
  rank.kind = ItemKind::Entry;
  rank.item_class = item_class;
  rank.timed = timed;
  rank.depth = depth;
  rank.start = instant_from_ms(start);
  rank.mode = mode;
  rank.id = "e";
  return rank;
}

bool interrupts(const Rank& newcomer, const Rank& playing,
                PriorityOrder order = PriorityOrder::OwnFirst) {
  return cuts(newcomer, playing, false, order);
}

bool goes_before(const Rank& a, const Rank& b) {
  return playlists::goes_before(a, b, PriorityOrder::OwnFirst);
}

TEST(Precedence, an_emergency_cuts_everything_but_an_emergency) {
  for (const Rank& playing : {order(Priority), order(Routine), order(Priority, false),
                              entry(Priority), entry(Routine), entry(Background)}) {
    EXPECT_TRUE(interrupts(order(Emergency, false), playing));
    EXPECT_FALSE(interrupts(playing, order(Emergency)));
  }
  EXPECT_FALSE(interrupts(order(Emergency), order(Emergency, false)));
}

TEST(Precedence, the_own_areas_order_goes_before_a_higher_areas) {
  EXPECT_TRUE(interrupts(order(Routine), order(Priority, false)));
  EXPECT_FALSE(interrupts(order(Priority, false), order(Routine)));
  EXPECT_TRUE(interrupts(order(Priority), order(Routine)));
}

TEST(Precedence, any_order_cuts_routine_and_background) {
  for (const bool own : {true, false}) {
    for (const ItemClass item_class : {Background, Routine, Priority}) {
      EXPECT_TRUE(interrupts(order(item_class, own), entry(Routine)));
      EXPECT_TRUE(interrupts(order(item_class, own), entry(Background, false)));
    }
  }
}

TEST(Precedence, only_priority_orders_cut_a_priority_entry) {
  EXPECT_TRUE(interrupts(order(Priority), entry(Priority)));
  EXPECT_TRUE(interrupts(order(Priority, false), entry(Priority)));
  EXPECT_FALSE(interrupts(order(Routine), entry(Priority)));
  EXPECT_FALSE(interrupts(order(Routine, false), entry(Priority)));
}

TEST(Precedence, no_entry_cuts_an_order) {
  for (const ItemClass item_class : {Background, Routine, Priority})
    EXPECT_FALSE(interrupts(entry(item_class), order(Routine, false)));
}

TEST(Precedence, higher_classes_cut_lower_ones_and_timed_cut_windows) {
  EXPECT_TRUE(interrupts(entry(Priority), entry(Routine)));
  EXPECT_TRUE(interrupts(entry(Routine, false), entry(Background)));
  EXPECT_TRUE(interrupts(entry(Routine), entry(Routine, false)));
  EXPECT_FALSE(interrupts(entry(Routine, false), entry(Routine)));
}

TEST(Precedence, equals_play_by_start_then_id_and_never_cut) {
  EXPECT_TRUE(goes_before(order(Emergency, true, 1), order(Emergency, true, 2)));
  EXPECT_TRUE(goes_before(order(Emergency, false, 1), order(Emergency, true, 2)));
  EXPECT_TRUE(goes_before(order(Routine, true, 1, "a"), order(Routine, true, 1, "b")));
  EXPECT_FALSE(interrupts(order(Routine, true, 1, "a"), order(Routine, true, 1, "b")));
}

TEST(Precedence, of_waiting_entries_the_nearer_areas_goes_first) {
  EXPECT_TRUE(goes_before(entry(Priority, true, 0, 2), entry(Priority, true, 1, 1)));
  EXPECT_TRUE(goes_before(entry(Priority, true, 1, 2), entry(Priority, true, 2, 1)));
  EXPECT_FALSE(interrupts(entry(Priority, true, 0), entry(Priority, true, 1)));
}

TEST(Precedence, the_commune_decides_who_of_priority_goes_first) {
  const Rank own = entry(Priority, true, 0, 2), higher = entry(Priority, true, 1, 1);
  EXPECT_TRUE(playlists::goes_before(own, higher, PriorityOrder::OwnFirst));
  EXPECT_TRUE(playlists::goes_before(higher, own, PriorityOrder::HigherFirst));
  EXPECT_TRUE(playlists::goes_before(higher, own, PriorityOrder::ByStart));
  const Rank routine = entry(Routine, true, 0, 2), higher_routine = entry(Routine, true, 1, 1);
  EXPECT_TRUE(playlists::goes_before(routine, higher_routine, PriorityOrder::HigherFirst));
}

TEST(Precedence, a_hard_start_cuts_its_own_class_and_only_what_began_before_it) {
  const auto hard = [](int start, std::uint8_t depth = 0) {
    Rank rank = entry(Routine, true, depth, start, StartMode::Hard);
    rank.just_due = true;
    return rank;
  };
  EXPECT_TRUE(interrupts(hard(2), entry(Routine, true, 0, 1)));
  EXPECT_FALSE(interrupts(entry(Routine, true, 0, 2), entry(Routine, true, 0, 1)));
  // Two that both cut: the later one has the output, and the earlier one does not take it back.
  EXPECT_TRUE(interrupts(hard(2), hard(1)));
  EXPECT_FALSE(interrupts(hard(1), hard(2)));
  EXPECT_FALSE(interrupts(hard(1), hard(1)));
  // One that had to wait cuts its own class no more.
  Rank late = hard(2);
  late.just_due = false;
  EXPECT_FALSE(interrupts(late, hard(1)));
  // A higher area's does not cut the own one's.
  EXPECT_FALSE(interrupts(hard(2, 1), hard(1, 0)));
  EXPECT_TRUE(interrupts(hard(2, 0), hard(1, 1)));
}

TEST(Precedence, a_soft_start_waits_for_a_seam_whatever_plays) {
  const Rank soft = entry(Priority, true, 0, 2, StartMode::Soft);
  EXPECT_FALSE(cuts(soft, entry(Background, false), false, PriorityOrder::OwnFirst));
  EXPECT_TRUE(cuts(soft, entry(Background, false), true, PriorityOrder::OwnFirst));
  EXPECT_FALSE(cuts(soft, entry(Priority), true, PriorityOrder::OwnFirst));
}

Rank any_rank() {
  static const std::array<std::string, 3> ids{"0", "1", "2"};
  Rank rank;
  rank.kind = *rc::gen::element(ItemKind::Entry, ItemKind::Order);
  rank.item_class = rank.kind == ItemKind::Order
                        ? *rc::gen::element(Background, Routine, Priority, Emergency)
                        : *rc::gen::element(ItemClass::Unknown, Background, Routine, Priority);
  rank.own = *rc::gen::arbitrary<bool>();
  rank.timed = rank.kind == ItemKind::Order || *rc::gen::arbitrary<bool>();
  rank.mode = *rc::gen::element(StartMode::Soft, StartMode::Prompt, StartMode::Hard);
  rank.just_due = *rc::gen::arbitrary<bool>();
  rank.depth = *rc::gen::inRange<std::uint8_t>(0, 3);
  rank.start = instant_from_ms(*rc::gen::inRange(0, 3));
  rank.id = ids.at(*rc::gen::inRange<std::size_t>(0, 3));
  return rank;
}

PriorityOrder any_order() {
  return *rc::gen::element(PriorityOrder::OwnFirst, PriorityOrder::HigherFirst,
                           PriorityOrder::ByStart);
}

RC_GTEST_PROP(PrecedenceProperty, goes_before_is_a_strict_order, ()) {
  const Rank a = any_rank(), b = any_rank(), c = any_rank();
  const PriorityOrder order = any_order();
  const auto before = [&](const Rank& x, const Rank& y) {
    return playlists::goes_before(x, y, order);
  };
  RC_ASSERT(!before(a, a));
  RC_ASSERT(!(before(a, b) && before(b, a)));
  if (before(a, b) && before(b, c)) RC_ASSERT(before(a, c));
}

RC_GTEST_PROP(PrecedenceProperty, what_cuts_is_never_cut_back, ()) {
  const Rank a = any_rank(), b = any_rank();
  const PriorityOrder order = any_order();
  if (cuts(a, b, true, order)) RC_ASSERT(!cuts(b, a, true, order));
}

}  // namespace
}  // namespace playlists
