#include "playlists/orders/precedence.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace playlists {
namespace {

using enum ItemClass;

Rank order(ItemClass item_class, bool own = true, int start = 0, std::string id = "o") {
  return {ItemKind::Order, item_class, own, true, instant_from_ms(start), std::move(id)};
}

Rank entry(ItemClass item_class, bool timed = true, bool own = true, int start = 0,
           std::string id = "e") {
  return {ItemKind::Entry, item_class, own, timed, instant_from_ms(start), std::move(id)};
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

TEST(Precedence, of_waiting_entries_the_own_areas_goes_first) {
  EXPECT_TRUE(goes_before(entry(Priority, true, true, 2), entry(Priority, true, false, 1)));
  EXPECT_FALSE(interrupts(entry(Priority, true, true), entry(Priority, true, false)));
}

Rank any_rank() {
  return {*rc::gen::element(ItemKind::Entry, ItemKind::Order),
          *rc::gen::element(Background, Routine, Priority, Emergency),
          *rc::gen::arbitrary<bool>(),
          *rc::gen::arbitrary<bool>(),
          instant_from_ms(*rc::gen::inRange(0, 3)),
          std::to_string(*rc::gen::inRange(0, 3))};
}

RC_GTEST_PROP(PrecedenceProperty, goes_before_is_a_strict_order, ()) {
  const Rank a = any_rank(), b = any_rank(), c = any_rank();
  RC_ASSERT(!goes_before(a, a));
  RC_ASSERT(!(goes_before(a, b) && goes_before(b, a)));
  if (goes_before(a, b) && goes_before(b, c)) RC_ASSERT(goes_before(a, c));
}

RC_GTEST_PROP(PrecedenceProperty, what_interrupts_also_goes_before_and_is_never_answered, ()) {
  const Rank a = any_rank(), b = any_rank();
  if (interrupts(a, b)) RC_ASSERT(goes_before(a, b) && !interrupts(b, a));
}

}  // namespace
}  // namespace playlists
