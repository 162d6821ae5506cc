#include "playlists/timetable/turns.h"

#include <gtest/gtest.h>

namespace playlists {
namespace {

using namespace std::chrono_literals;

const Instant base = instant_from_ms(1'000'000);

TEST(Turns, a_single_one_never_ends) {
  EXPECT_EQ(turn_at({10s}, 0, base, base + 5h), (Turn{0, base, std::nullopt}));
}

TEST(Turns, follow_each_other_and_begin_again) {
  const std::vector<Duration> spans{10s, 20s, 5s};
  EXPECT_EQ(turn_at(spans, 0, base, base), (Turn{0, base, base + 10s}));
  EXPECT_EQ(turn_at(spans, 0, base, base + 9'999ms), (Turn{0, base, base + 10s}));
  EXPECT_EQ(turn_at(spans, 0, base, base + 10s), (Turn{1, base + 10s, base + 30s}));
  EXPECT_EQ(turn_at(spans, 0, base, base + 35s), (Turn{0, base + 35s, base + 45s}));
  EXPECT_EQ(turn_at(spans, 2, base, base + 5s), (Turn{0, base + 5s, base + 15s}));
}

TEST(Turns, a_day_of_one_millisecond_turns_is_no_work) {
  EXPECT_EQ(turn_at({1ms, 1ms}, 0, base, base + 24h + 1ms).index, 1u);
}

}  // namespace
}  // namespace playlists
