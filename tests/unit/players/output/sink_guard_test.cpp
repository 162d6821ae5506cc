#include "players/output/sink_guard.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace players {
namespace {

using namespace std::chrono_literals;
using Time = protocols::io::SteadyTime;

struct SinkGuardTest : testing::Test {
  int opened = 0;
  bool broken = false;
  SinkGuard guard{"test", [this] {
                    opened++;
                    if (broken) throw std::runtime_error("no card");
                  }};
  bool deliver(std::chrono::milliseconds at) {
    return guard.deliver(Time{} + at, [this] {
      if (broken) throw std::runtime_error("card pulled out");
    });
  }
};

TEST_F(SinkGuardTest, opens_once_and_delivers) {
  EXPECT_TRUE(deliver(0ms));
  EXPECT_TRUE(deliver(20ms));
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(guard.problem(), "");
}

TEST_F(SinkGuardTest, a_broken_sink_is_tried_again_after_growing_pauses) {
  EXPECT_TRUE(deliver(0ms));
  broken = true;
  EXPECT_FALSE(deliver(20ms));
  EXPECT_EQ(guard.problem(), "card pulled out");
  EXPECT_FALSE(deliver(1000ms));
  EXPECT_EQ(opened, 1);
  EXPECT_FALSE(deliver(1020ms));
  EXPECT_EQ(opened, 2);
  EXPECT_EQ(guard.problem(), "no card");
  EXPECT_FALSE(deliver(2100ms));
  EXPECT_EQ(opened, 2);
  EXPECT_FALSE(deliver(3020ms));
  EXPECT_EQ(opened, 3);
}

TEST_F(SinkGuardTest, a_sink_that_is_back_is_well_again) {
  broken = true;
  EXPECT_FALSE(deliver(0ms));
  broken = false;
  EXPECT_TRUE(deliver(1000ms));
  EXPECT_EQ(guard.problem(), "");
}

}  // namespace
}  // namespace players
