#include "controller/library/film_timing.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

TEST(FilmTiming, thirty_to_twenty_five_drops_every_sixth) {
  FilmTiming timing(25);
  std::int64_t made = 0;
  for (int i = 0; i < 300; ++i) {
    const auto count = timing.before(i / 30.0);
    EXPECT_LE(count, 1);
    made += count;
  }
  EXPECT_EQ(made + timing.at_end(10.0), 250);
}

TEST(FilmTiming, slow_films_repeat_frames) {
  FilmTiming timing(25);
  EXPECT_EQ(timing.before(0.0), 0);
  EXPECT_EQ(timing.before(1.0), 25);
  EXPECT_EQ(timing.at_end(2.0), 25);
}

TEST(FilmTiming, a_picture_that_begins_late_holds_its_first_frame) {
  FilmTiming timing(25);
  EXPECT_EQ(timing.before(0.2), 5);
}

TEST(FilmTiming, time_that_runs_backwards_makes_nothing) {
  FilmTiming timing(25);
  timing.before(1.0);
  EXPECT_EQ(timing.before(0.5), 0);
  EXPECT_EQ(timing.at_end(1.0), 0);
}

TEST(FilmTiming, a_single_frame_without_length_is_one_frame) {
  FilmTiming timing(25);
  timing.before(0.0);
  EXPECT_EQ(timing.at_end(0.0), 1);
}

}  // namespace
}  // namespace controller
