#include "controller/library/film_timing.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

TEST(FilmTiming, thirty_to_twenty_five_drops_every_sixth) {
  FilmTiming timing(25, 1, 30);
  std::int64_t made = 0;
  for (int i = 0; i < 300; ++i) {
    const auto count = timing.before(i);
    EXPECT_LE(count, 1);
    made += count;
  }
  EXPECT_EQ(made + timing.at_end(300), 250);
}

TEST(FilmTiming, halves_always_fall_to_the_later_frame) {
  FilmTiming timing(25, 1, 30);
  // Frame 3 of 30 a second begins at 2.5 of 25: output frame 2 still shows the one before.
  EXPECT_EQ(timing.before(0) + timing.before(1) + timing.before(2) + timing.before(3), 3);
  EXPECT_EQ(timing.before(9), 5);
}

TEST(FilmTiming, slow_films_repeat_frames) {
  FilmTiming timing(25, 1, 1000);
  EXPECT_EQ(timing.before(0), 0);
  EXPECT_EQ(timing.before(1000), 25);
  EXPECT_EQ(timing.at_end(2000), 25);
}

TEST(FilmTiming, a_picture_that_begins_late_holds_its_first_frame) {
  FilmTiming timing(25, 1, 1000);
  EXPECT_EQ(timing.before(200), 5);
}

TEST(FilmTiming, time_that_runs_backwards_makes_nothing) {
  FilmTiming timing(25, 1, 1000);
  timing.before(1000);
  EXPECT_EQ(timing.before(500), 0);
  EXPECT_EQ(timing.at_end(1000), 0);
}

TEST(FilmTiming, a_single_frame_without_length_is_one_frame) {
  FilmTiming timing(25, 1, 1000);
  timing.before(0);
  EXPECT_EQ(timing.at_end(0), 1);
}

}  // namespace
}  // namespace controller
