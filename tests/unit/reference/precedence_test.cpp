// docs/timeline.md §2, worked out by hand.
#include <gtest/gtest.h>

#include "tests/unit/reference/situation.h"

namespace reference {
namespace {

using playlists::PriorityOrder;

TEST(ReferencePrecedence, a_higher_class_cuts_a_lower_one_at_once) {
  Situation s;
  s.timed(0, 100);
  s.timed(30, 20, priority);
  EXPECT_EQ(s.air(200), "0:a 30:b 50:a+30 120:-");
}

TEST(ReferencePrecedence, a_higher_class_window_cuts_a_timed_entry) {
  Situation s;
  s.window(20, 40, 50, priority);
  s.timed(10, 20);
  EXPECT_EQ(s.air(100), "10:b 20:a 40:b+10 50:-");
}

TEST(ReferencePrecedence, in_one_class_a_timed_entry_cuts_a_window) {
  Situation s;
  s.window(0, 100, 200, routine);
  s.timed(30, 20);
  EXPECT_EQ(s.air(200), "0:a 30:b 50:a+30 100:-");
}

TEST(ReferencePrecedence, two_timed_entries_of_one_class_play_one_after_the_other) {
  Situation s;
  s.timed(0, 30);
  s.timed(10, 10);
  EXPECT_EQ(s.air(200), "0:a 30:b 40:-");
}

TEST(ReferencePrecedence, a_hard_entry_cuts_an_earlier_one_of_its_class) {
  Situation s;
  s.timed(0, 30);
  s.timed(10, 10).start = StartMode::Hard;
  EXPECT_EQ(s.air(200), "0:a 10:b 20:a+10 40:-");
}

TEST(ReferencePrecedence, a_hard_entry_does_not_cut_one_that_is_due_with_it) {
  Situation s;
  s.timed(0, 30);
  s.timed(0, 10).start = StartMode::Hard;
  EXPECT_EQ(s.air(200), "0:a 30:b 40:-");
}

TEST(ReferencePrecedence, a_hard_entry_of_a_higher_area_does_not_cut_the_own_areas) {
  Situation s;
  s.timed(0, 30);
  s.timed(10, 10, routine, "d").start = StartMode::Hard;
  EXPECT_EQ(s.air(200), "0:a 30:b 40:-");
}

TEST(ReferencePrecedence, a_hard_entry_of_the_own_area_cuts_a_higher_areas) {
  Situation s;
  s.timed(0, 30, routine, "d");
  s.timed(10, 10).start = StartMode::Hard;
  EXPECT_EQ(s.air(200), "0:a 10:b 20:a+10 40:-");
}

TEST(ReferencePrecedence, a_hard_entry_that_had_to_wait_cuts_nothing_of_its_class) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(5, 10).start = StartMode::Hard;
  s.timed(10, 10).start = StartMode::Hard;
  EXPECT_EQ(s.air(200), "0:a 30:b 40:c 50:-");
}

TEST(ReferencePrecedence, of_those_that_wait_the_own_areas_goes_first) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(5, 10, routine, "d");
  s.timed(10, 10);
  EXPECT_EQ(s.air(200), "0:a 30:c 40:b 50:-");
}

TEST(ReferencePrecedence, the_priority_order_turns_the_sides_of_priority_entries) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(5, 10, priority);
  s.timed(10, 10, priority, "d");
  EXPECT_EQ(s.air(200), "0:a 30:b 40:c 50:-");
  s.given.priority_order = PriorityOrder::HigherFirst;
  EXPECT_EQ(s.air(200), "0:a 30:c 40:b 50:-");
}

TEST(ReferencePrecedence, by_start_takes_no_side) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(5, 10, priority, "d");
  s.timed(10, 10, priority);
  EXPECT_EQ(s.air(200), "0:a 30:c 40:b 50:-");
  s.given.priority_order = PriorityOrder::ByStart;
  EXPECT_EQ(s.air(200), "0:a 30:b 40:c 50:-");
}

TEST(ReferencePrecedence, the_priority_order_leaves_other_classes_alone) {
  Situation s;
  s.given.priority_order = PriorityOrder::HigherFirst;
  s.timed(0, 30, priority);
  s.timed(5, 10, routine, "d");
  s.timed(10, 10, routine);
  EXPECT_EQ(s.air(200), "0:a 30:c 40:b 50:-");
}

TEST(ReferencePrecedence, a_soft_entry_waits_for_the_end_of_a_piece) {
  Situation s;
  auto& list = s.timed(0, 10, background);
  s.also_plays(list, 20);
  s.also_plays(list, 30);
  s.timed(15, 5).start = StartMode::Soft;
  EXPECT_EQ(s.air(200, true), "0:a/0/vi 10:a/1/vi 30:b/3/vi 35:a/2/vi 65:-");
}

TEST(ReferencePrecedence, a_soft_entry_waits_for_the_end_of_a_turn) {
  Situation s;
  s.window(0, 100, 20);
  s.timed(30, 10).start = StartMode::Soft;
  EXPECT_EQ(s.air(200), "0:a 20:a 40:b 50:a 70:a 90:a 100:-");
}

TEST(ReferencePrecedence, a_soft_entry_due_at_a_seam_cuts_there) {
  Situation s;
  s.window(0, 100, 20);
  s.timed(40, 10).start = StartMode::Soft;
  EXPECT_EQ(s.air(100), "0:a 20:a 40:b 50:a 70:a 90:a");
}

TEST(ReferencePrecedence, nothing_on_air_needs_no_seam) {
  Situation s;
  s.timed(30, 10).start = StartMode::Soft;
  EXPECT_EQ(s.air(100), "30:a 40:-");
}

}  // namespace
}  // namespace reference
