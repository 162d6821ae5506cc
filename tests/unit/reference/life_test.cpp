// docs/timeline.md §4, worked out by hand.
#include <gtest/gtest.h>

#include "tests/unit/reference/situation.h"

namespace reference {
namespace {

// 05:00:00 and seconds of the situation as a wall clock shows them.
playlists::CivilTime shows(int second) {
  return 5h + std::chrono::seconds{second};
}

TEST(ReferenceLife, it_may_begin_until_its_lateness_is_over_that_instant_included) {
  Situation s;
  s.timed(0, 700, priority);
  s.timed(100, 10);
  EXPECT_EQ(s.air(1000), "0:a 700:b 710:-");
}

TEST(ReferenceLife, after_its_lateness_it_is_missed) {
  Situation s;
  s.timed(0, 700, priority);
  s.timed(99, 10);
  EXPECT_EQ(s.air(1000), "0:a 700:-");
}

TEST(ReferenceLife, without_lateness_it_begins_at_once_or_never) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(29, 10).late = 0s;
  s.timed(30, 10).late = 0s;
  EXPECT_EQ(s.air(100), "0:a 30:c 40:-");
}

TEST(ReferenceLife, rejoin_runs_on_whether_it_is_on_air_or_not) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(10, 50).lose = Lose::Rejoin;
  s.timed(40, 5, priority);
  EXPECT_EQ(s.air(100), "0:a 30:b+20 40:c 45:b+35 60:-");
}

TEST(ReferenceLife, rejoin_begins_whatever_its_lateness_says) {
  Situation s;
  s.timed(0, 30, priority);
  auto& entry = s.timed(10, 50);
  entry.lose = Lose::Rejoin;
  entry.late = 0s;
  EXPECT_EQ(s.air(100), "0:a 30:b+20 60:-");
}

TEST(ReferenceLife, rejoin_that_has_run_out_is_over) {
  Situation s;
  s.timed(0, 30, priority);
  s.timed(10, 20).lose = Lose::Rejoin;
  EXPECT_EQ(s.air(100), "0:a 30:-");
}

TEST(ReferenceLife, restart_begins_again) {
  Situation s;
  s.timed(0, 20).lose = Lose::Restart;
  s.timed(10, 5, priority);
  EXPECT_EQ(s.air(100), "0:a 10:b 15:a 35:-");
}

TEST(ReferenceLife, skip_is_over) {
  Situation s;
  s.timed(0, 20).lose = Lose::Skip;
  s.timed(10, 5, priority);
  EXPECT_EQ(s.air(100), "0:a 10:b 15:-");
}

TEST(ReferenceLife, resume_goes_on_within_an_hour_of_the_cut) {
  Situation s;
  s.timed(0, 100);
  s.timed(50, 3599, priority);
  EXPECT_EQ(s.air(5000), "0:a 50:b 3649:a+50 3699:-");
}

TEST(ReferenceLife, resume_does_not_go_on_an_hour_after_the_cut) {
  Situation s;
  s.timed(0, 100);
  s.timed(50, 3600, priority);
  EXPECT_EQ(s.air(5000), "0:a 50:b 3650:-");
}

TEST(ReferenceLife, a_second_cut_begins_a_new_hour) {
  Situation s;
  s.timed(0, 100);
  s.timed(50, 3000, priority);
  s.timed(3060, 3000, priority);
  EXPECT_EQ(s.air(9000), "0:a 50:b 3050:a+50 3060:c 6060:a+60 6100:-");
}

TEST(ReferenceLife, resume_does_not_go_on_once_the_next_occurrence_is_due) {
  Situation s;
  s.timed(0, 50).when.times = {shows(0), shows(100)};
  s.timed(20, 80, priority);
  EXPECT_EQ(s.air(500), "0:a 20:b 100:a 150:-");
}

TEST(ReferenceLife, the_next_occurrence_does_not_end_one_that_is_on_air) {
  Situation s;
  s.timed(0, 50).when.times = {shows(0), shows(40)};
  EXPECT_EQ(s.air(500), "0:a 50:a 100:-");
}

TEST(ReferenceLife, postpone_is_due_again_when_the_clock_shows_it) {
  Situation s;
  auto& entry = s.timed(0, 20);
  entry.lose = Lose::Postpone;
  entry.postpone_to = shows(300);
  s.timed(10, 5, priority);
  EXPECT_EQ(s.air(500), "0:a 10:b 15:- 300:a 320:-");
}

TEST(ReferenceLife, postpone_is_missed_when_it_is_lost_again) {
  Situation s;
  auto& entry = s.timed(0, 20);
  entry.lose = Lose::Postpone;
  entry.postpone_to = shows(300);
  s.timed(10, 5, priority);
  s.timed(310, 5, priority);
  EXPECT_EQ(s.air(90'000), "0:a 10:b 15:- 300:a 310:c 315:-");
}

TEST(ReferenceLife, postpone_to_a_time_that_is_past_is_tomorrow) {
  Situation s;
  auto& entry = s.timed(0, 20);
  entry.lose = Lose::Postpone;
  entry.postpone_to = shows(5);
  s.timed(10, 5, priority);
  EXPECT_EQ(s.air(90'000), "0:a 10:b 15:- 86405:a 86425:-");
}

TEST(ReferenceLife, postpone_is_for_what_is_missed_for_lateness_too) {
  Situation s;
  auto& entry = s.timed(10, 20);
  entry.late = 5s;
  entry.lose = Lose::Postpone;
  entry.postpone_to = shows(100);
  s.timed(0, 50, priority);
  EXPECT_EQ(s.air(500), "0:b 50:- 100:a 120:-");
}

TEST(ReferenceLife, at_its_limit_it_ends_wherever_it_is) {
  Situation s;
  auto& entry = s.timed(0, 20);
  s.message_of(entry).valid_until = s.at(12.5);
  EXPECT_EQ(s.air(100), "0:a 12.5:-");
}

TEST(ReferenceLife, at_its_limit_it_no_longer_waits) {
  Situation s;
  s.timed(0, 20, priority);
  auto& entry = s.timed(10, 20);
  s.message_of(entry).valid_until = s.at(20);
  EXPECT_EQ(s.air(100), "0:a 20:-");
}

}  // namespace
}  // namespace reference
