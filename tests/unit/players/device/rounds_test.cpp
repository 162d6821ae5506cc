#include "players/device/rounds.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

TEST(Rounds, a_step_that_asks_while_looking_gets_another_round_after_this_one) {
  players::Rounds rounds;
  std::string order;
  rounds.add("a", [&] {
    order += 'a';
    if (order == "a") rounds.go();
  });
  rounds.add("b", [&] { order += 'b'; });
  rounds.go();
  EXPECT_EQ(order, "abab");
}

TEST(Rounds, a_step_that_throws_stops_neither_the_others_nor_later_rounds) {
  players::Rounds rounds;
  int looked = 0;
  bool broken = true;
  int mended = 0;
  rounds.add("broken", [&] {
    if (broken) throw std::runtime_error("no font at all");
    mended++;
  });
  rounds.add("sound", [&] { looked++; });
  rounds.go();
  rounds.go();
  EXPECT_EQ(looked, 2);
  broken = false;
  rounds.retry();
  EXPECT_EQ(mended, 1);
  rounds.retry();
  EXPECT_EQ(mended, 1);  // all is well: nothing to try again
}

}  // namespace
