#include <gtest/gtest.h>

#include "controller/authority/repeat_book.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using namespace std::chrono_literals;

TEST(Repeats, the_same_request_gets_the_first_answer) {
  House house;
  auto& repeats = house.authority.repeats;
  EXPECT_FALSE(repeats.begin(house.staff, "k", "body"));
  EXPECT_EQ(problem_of([&] { repeats.begin(house.staff, "k", "body"); }), "still_running");
  repeats.finish(house.staff, "k", {201, "{}"});
  EXPECT_EQ(repeats.begin(house.staff, "k", "body")->status, 201);
  EXPECT_EQ(problem_of([&] { repeats.begin(house.staff, "k", "other"); }), "key_reused");
  EXPECT_FALSE(repeats.begin(house.administrator, "k", "other"));
}

TEST(Repeats, an_abandoned_key_and_an_old_one_are_free) {
  House house;
  auto& repeats = house.authority.repeats;
  repeats.begin(house.staff, "k", "body");
  repeats.abandon(house.staff, "k");
  EXPECT_FALSE(repeats.begin(house.staff, "k", "body"));
  repeats.finish(house.staff, "k", {201, "{}"});
  house.clock.advance(25h);
  EXPECT_FALSE(repeats.begin(house.staff, "k", "body"));
}

TEST(Repeats, what_was_running_at_a_crash_can_be_tried_again) {
  House house;
  house.authority.repeats.begin(house.staff, "k", "body");
  RepeatBook next_life(house.store, house.clock);
  EXPECT_FALSE(next_life.begin(house.staff, "k", "body"));
}

}  // namespace
