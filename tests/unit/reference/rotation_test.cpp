// docs/timeline.md §5, worked out by hand.
#include <gtest/gtest.h>

#include "tests/unit/reference/situation.h"

namespace reference {
namespace {

TEST(ReferenceRotation, windows_of_one_class_take_turns) {
  Situation s;
  s.window(0, 100, 10);
  s.window(0, 100, 15);
  EXPECT_EQ(s.air(200), "0:a 10:b 25:a 35:b 50:a 60:b 75:a 85:b 100:-");
}

TEST(ReferenceRotation, a_turn_is_one_playing_times_repeat) {
  Situation s;
  s.window(0, 60, 10).repeat = 2;
  s.window(0, 60, 15);
  EXPECT_EQ(s.air(100), "0:a 10:a 20:b 35:a 45:a 55:b 60:-");
}

TEST(ReferenceRotation, a_window_that_opens_during_a_turn_waits_its_turn) {
  Situation s;
  s.window(0, 40, 10);
  s.window(5, 40, 10);
  s.window(3, 40, 10);
  EXPECT_EQ(s.air(100), "0:a 10:c 20:b 30:a 40:-");
}

TEST(ReferenceRotation, the_own_area_goes_first_among_those_that_open_together) {
  Situation s;
  s.window(0, 20, 10, background, "d");
  s.window(0, 20, 10, background, "c");
  EXPECT_EQ(s.air(100), "0:b 10:a 20:-");
}

TEST(ReferenceRotation, a_window_that_closes_ends_its_turn) {
  Situation s;
  s.window(0, 15, 10);
  s.window(0, 14, 10);
  s.window(0, 30, 10);
  EXPECT_EQ(s.air(100), "0:a 10:b 14:c 24:c 30:-");
}

TEST(ReferenceRotation, classes_do_not_mix) {
  Situation s;
  s.window(0, 50, 10, background);
  s.window(12, 33, 7, routine);
  EXPECT_EQ(s.air(100), "0:a 10:a 12:b 19:b 26:b 33:a+2 41:a 50:-");
}

TEST(ReferenceRotation, rejoin_runs_on_while_it_is_off_the_air) {
  Situation s;
  s.window(0, 50, 10).lose = Lose::Rejoin;
  s.window(0, 50, 15).lose = Lose::Rejoin;
  s.timed(5, 12);
  EXPECT_EQ(s.air(100), "0:a 5:c 17:b+7 25:a 35:b 50:-");
}

TEST(ReferenceRotation, rejoin_runs_until_the_turn_of_one_that_does_not) {
  Situation s;
  s.window(0, 50, 10).lose = Lose::Rejoin;
  s.window(0, 50, 15);
  s.timed(5, 30);
  EXPECT_EQ(s.air(100), "0:a 5:c 35:b 50:-");
}

TEST(ReferenceRotation, rejoin_counts_from_the_opening_though_never_on_air) {
  Situation s;
  s.timed(0, 17);
  s.window(5, 50, 10).lose = Lose::Rejoin;
  EXPECT_EQ(s.air(30), "0:a 17:b+2 25:b");
}

TEST(ReferenceRotation, resume_stands_still) {
  Situation s;
  s.window(0, 50, 10);
  s.window(0, 50, 15);
  s.timed(5, 12);
  EXPECT_EQ(s.air(100), "0:a 5:c 17:a+5 22:b 37:a 47:b 50:-");
}

TEST(ReferenceRotation, restart_begins_the_turn_anew) {
  Situation s;
  s.window(0, 40, 10).lose = Lose::Restart;
  s.window(0, 40, 15);
  s.timed(5, 12);
  EXPECT_EQ(s.air(100), "0:a 5:c 17:a 27:b 40:-");
}

TEST(ReferenceRotation, postpone_begins_the_turn_anew) {
  Situation s;
  auto& entry = s.window(0, 40, 10);
  entry.lose = Lose::Postpone;
  entry.postpone_to = 9h;
  s.timed(5, 12);
  EXPECT_EQ(s.air(100), "0:a 5:b 17:a 27:a 37:a 40:-");
}

TEST(ReferenceRotation, skip_begins_the_next_turn) {
  Situation s;
  s.window(0, 40, 10).lose = Lose::Skip;
  s.window(0, 40, 15);
  s.timed(5, 12);
  EXPECT_EQ(s.air(100), "0:a 5:c 17:b 32:a 40:-");
}

TEST(ReferenceRotation, the_turn_after_a_skipped_one_begins_on_air_though_its_window_has_closed) {
  Situation s;
  s.window(0, 20, 10).lose = Lose::Skip;
  s.window(0, 100, 15).lose = Lose::Rejoin;
  s.timed(5, 28);
  EXPECT_EQ(s.air(50), "0:a 5:c 33:b 48:b");
}

TEST(ReferenceRotation, the_turn_after_a_skipped_one_is_chosen_when_it_begins) {
  Situation s;
  s.window(0, 100, 10).lose = Lose::Skip;
  s.window(20, 100, 15);
  s.timed(5, 25);
  EXPECT_EQ(s.air(50), "0:a 5:c 30:b 45:a");
}

TEST(ReferenceRotation, skip_stays_when_its_turn_was_never_on_air) {
  Situation s;
  s.timed(0, 20);
  s.window(5, 40, 10).lose = Lose::Skip;
  s.window(5, 40, 10).lose = Lose::Skip;
  EXPECT_EQ(s.air(100), "0:a 20:b 30:c 40:-");
}

TEST(ReferenceRotation,
     when_the_last_window_closes_off_the_air_the_next_one_begins_at_its_opening) {
  Situation s;
  s.window(0, 10, 10);
  s.timed(5, 20);
  s.window(15, 40, 30);
  EXPECT_EQ(s.air(100), "0:a 5:b 25:c 40:-");
}

TEST(ReferenceRotation, a_window_may_go_past_midnight) {
  Situation s;
  s.window(0, -3600, 10'000);  // 05:00 to 04:00
  EXPECT_EQ(s.air(90'000),
            "0:a 10000:a 20000:a 30000:a 40000:a 50000:a 60000:a 70000:a 80000:a 82800:-");
}

}  // namespace
}  // namespace reference
