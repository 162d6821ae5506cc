#include "controller/authority/rights.h"

#include <gtest/gtest.h>

#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;

TEST(Rights, administrators_may_everything_everywhere) {
  House house;
  for (const Act act : {Act::Look, Act::Speak, Act::Equip, Act::Govern}) {
    EXPECT_TRUE(house.authority.rights.may(house.administrator, act, "*"));
  }
}

TEST(Rights, staff_look_and_speak_in_their_own_subtree_only) {
  House house;
  const auto& rights = house.authority.rights;
  EXPECT_TRUE(rights.may(house.staff, Act::Look, "02.026.00715"));
  EXPECT_TRUE(rights.may(house.staff, Act::Speak, "02.026.00715"));
  EXPECT_TRUE(rights.may(house.staff, Act::Look, ""));
  EXPECT_FALSE(rights.may(house.staff, Act::Speak, ""));
  EXPECT_FALSE(rights.may(house.staff, Act::Speak, "02.026"));
  EXPECT_FALSE(rights.may(house.staff, Act::Speak, "*"));
  EXPECT_FALSE(rights.may(house.staff, Act::Look, "99"));
  EXPECT_FALSE(rights.may(house.staff, Act::Equip, "02.026.00715"));
  EXPECT_FALSE(rights.may(house.staff, Act::Govern, "02.026.00715"));
}

TEST(Rights, staff_see_what_the_areas_above_their_own_publish) {
  House house;
  const auto& rights = house.authority.rights;
  for (const auto* area : {"02.026.00715", "02.026", "02"}) {
    EXPECT_TRUE(rights.may(house.staff, Act::Follow, area)) << area;
  }
  EXPECT_FALSE(rights.may(house.staff, Act::Follow, "02.027"));
  EXPECT_FALSE(rights.may(house.staff, Act::Follow, "*"));
}

TEST(Rights, nobody_may_nothing) {
  House house;
  EXPECT_FALSE(house.authority.rights.may({}, Act::Look, ""));
}

TEST(Rights, a_refused_attempt_is_noted) {
  House house;
  EXPECT_EQ(problem_of([&] { house.authority.people.list(house.staff, {}); }), "forbidden");
  api::AuditFilter filter;
  filter.act = "refused.";
  EXPECT_EQ(house.authority.audit.list(house.administrator, filter, {}).items.size(), 1U);
}

}  // namespace
