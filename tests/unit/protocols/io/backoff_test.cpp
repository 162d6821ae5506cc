#include "protocols/io/backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace protocols::io {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, range_doubles_up_to_the_maximum_and_starts_anew_after_success) {
  Backoff backoff(1s, 30s, [] { return 0.999999; });
  std::vector<std::chrono::milliseconds> waits;
  for (int i = 0; i < 7; ++i) waits.push_back(backoff.next());
  EXPECT_EQ(waits, (std::vector<std::chrono::milliseconds>{999ms, 1999ms, 3999ms, 7999ms, 15999ms,
                                                           29999ms, 29999ms}));
  backoff.reset();
  EXPECT_EQ(backoff.next(), 999ms);
}

TEST(Backoff, jitter_is_full_so_a_herd_spreads_from_zero) {
  Backoff backoff(10s, 10s);
  std::set<int> tenths;
  for (int i = 0; i < 400; ++i) {
    const auto wait = backoff.next();
    EXPECT_GE(wait, 0s);
    EXPECT_LT(wait, 10s);
    tenths.insert(static_cast<int>(wait / 1s));
  }
  EXPECT_EQ(tenths.size(), 10U);
}

TEST(Backoff, many_attempts_do_not_overflow) {
  Backoff backoff(1s, 60s, [] { return 0.5; });
  for (int i = 0; i < 10'000; ++i) backoff.next();
  EXPECT_EQ(backoff.next(), 30s);
}

}  // namespace
}  // namespace protocols::io
