#include "controller/fleet/leases.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

using namespace std::chrono_literals;

const protocols::io::WallTime kStart{std::chrono::milliseconds(1'795'000'000'000)};

TEST(Leases, looking_on_costs_one_lease_in_twenty_seconds) {
  Leases leases;
  const auto first = leases.want("d", true, false, kStart);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->picture);
  EXPECT_FALSE(first->level);
  EXPECT_EQ(first->for_s, 60);
  EXPECT_FALSE(leases.want("d", true, false, kStart + 10s));
  EXPECT_TRUE(leases.want("d", true, false, kStart + 20s));
}

TEST(Leases, two_people_looking_at_different_things_get_both) {
  Leases leases;
  leases.want("d", true, false, kStart);
  const auto both = leases.want("d", false, true, kStart + 1s);
  ASSERT_TRUE(both);
  EXPECT_TRUE(both->picture);
  EXPECT_TRUE(both->level);
}

TEST(Leases, what_nobody_looks_at_any_more_ends) {
  Leases leases;
  leases.want("d", true, true, kStart);
  const auto later = leases.want("d", false, true, kStart + 61s);
  ASSERT_TRUE(later);
  EXPECT_FALSE(later->picture);
}

TEST(Leases, a_device_that_came_anew_is_asked_again) {
  Leases leases;
  leases.want("d", true, false, kStart);
  leases.forget("d");
  EXPECT_TRUE(leases.want("d", true, false, kStart + 1s));
}

}  // namespace
}  // namespace controller
