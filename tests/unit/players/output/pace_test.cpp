#include "players/output/pace.h"

#include <gtest/gtest.h>

namespace players {
namespace {

using namespace std::chrono_literals;
using Time = protocols::io::SteadyTime;

TEST(Pace, an_hour_of_frames_takes_exactly_an_hour) {
  const Time start{5s};
  Pace pace(start, 30, 1, 1s);
  for (int frame = 0; frame < 30 * 3600; frame++) pace.step(pace.due());
  EXPECT_EQ(pace.due(), start + 1h);
}

TEST(Pace, lateness_within_the_slack_is_caught_up) {
  Pace pace(Time{}, 25, 1, 1s);
  pace.step(Time{} + 900ms);
  EXPECT_EQ(pace.due(), Time{} + 40ms);
}

TEST(Pace, lateness_beyond_the_slack_is_forgiven) {
  Pace pace(Time{}, 25, 1, 1s);
  pace.step(Time{} + 5s);
  EXPECT_EQ(pace.due(), Time{} + 5s);
}

}  // namespace
}  // namespace players
