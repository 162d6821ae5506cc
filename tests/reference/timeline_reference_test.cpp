// playlists/timetable agrees with the reference at every instant a rule names.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "tests/reference/comparison.h"

namespace reference {
namespace {

TEST(TimelineReference, agrees_in_thousands_of_scenes) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    std::mt19937_64 engine{seed};
    const Scene scene = random_scene(
        [&](int n) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); });
    ASSERT_FALSE(first_difference(scene)) << "seed " << seed << '\n' << explained(scene);
  }
}

RC_GTEST_PROP(TimelineReference, agrees_in_what_rapidcheck_thinks_of, ()) {
  const Scene scene = random_scene([](int n) { return *rc::gen::inRange(0, n); });
  if (!first_difference(scene)) return;
  RC_LOG(explained(scene));
  RC_FAIL();
}

}  // namespace
}  // namespace reference
