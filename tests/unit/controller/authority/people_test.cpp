#include <gtest/gtest.h>

#include "controller/authority/people_register.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;

TEST(People, what_is_wrong_with_a_new_person_is_named) {
  House house;
  auto& people = house.authority.people;
  const auto ask = [&](const std::string& login, const std::string& password, api::Role role,
                       const std::string& area) {
    return problem_of([&] {
      people.create(house.administrator, {login, "Tên", password, role, area});
    });
  };
  EXPECT_EQ(ask("A B", "mot mat khau dai", api::Role::Staff, "02"), "bad_login");
  EXPECT_EQ(ask("an", "ngan", api::Role::Staff, "02"), "weak_password");
  EXPECT_EQ(ask("an", "mot mat khau dai", api::Role::Staff, "99"), "unknown_area");
  EXPECT_EQ(ask("lan", "mot mat khau dai", api::Role::Staff, "02"), "login_taken");
  EXPECT_EQ(ask("an", "mot mat khau dai", api::Role::Staff, "02"), "");
}

TEST(People, closing_somebody_ends_their_sessions_and_keys_at_once) {
  House house;
  const auto lan = house.sign_in("lan", "mot mat khau dai");
  const auto key = protocols::trust::SigningKey::generate();
  house.authority.access.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  api::PersonChange change;
  change.disabled = true;
  house.authority.people.change(house.administrator, house.staff.person, change);
  EXPECT_FALSE(house.authority.access.session(lan.token, ""));
  EXPECT_EQ(house.authority.keyring.judge().keyring().find(key.kid()), nullptr);
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", "mot mat khau dai"); }), "wrong_login");
}

TEST(People, the_last_administrator_stays) {
  House house;
  api::PersonChange change;
  change.disabled = true;
  EXPECT_EQ(problem_of([&] {
              house.authority.people.change(house.administrator, house.administrator.person,
                                            change);
            }),
            "last_administrator");
}

TEST(People, moving_somebody_moves_what_their_key_counts_for) {
  House house;
  const auto key = protocols::trust::SigningKey::generate();
  house.authority.access.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  api::PersonChange change;
  change.area = "02.027";
  house.authority.people.change(house.administrator, house.staff.person, change);
  const auto keyring = house.authority.keyring.judge().keyring();
  EXPECT_EQ(keyring.find(key.kid())->areas, std::vector<std::string>{"02.027"});
}

}  // namespace
