#include <gtest/gtest.h>

#include <future>
#include <semaphore>

#include "controller/authority/people_register.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;

TEST(People, what_is_wrong_with_a_new_person_is_named) {
  House house;
  auto& people = house.authority.people;
  const auto ask = [&](const std::string& login, const std::string& password, api::Role role,
                       const std::string& area) {
    return problem_of(
        [&] { people.create(house.administrator, {login, "Tên", password, role, area}); });
  };
  EXPECT_EQ(ask("A B", "mot mat khau dai", api::Role::Staff, "02"), "bad_login");
  EXPECT_EQ(ask("an", "ngan", api::Role::Staff, "02"), "password_too_short");
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

TEST(People, only_what_the_keyring_says_of_a_key_makes_a_new_keyring) {
  House house;
  const auto key = protocols::trust::SigningKey::generate();
  const auto version = [&] { return house.authority.keyring.judge().keyring().version; };
  const auto made = [&](const auto& edit) {
    const auto before = version();
    house.told.clear();
    api::PersonChange change;
    edit(change);
    house.authority.people.change(house.administrator, house.staff.person, change);
    EXPECT_EQ(static_cast<std::int64_t>(house.told.size()), version() - before);
    return version() - before;
  };
  const auto name = [](const std::string& text) {
    return [text](api::PersonChange& change) { change.name = text; };
  };
  EXPECT_EQ(made(name("Chị Lan Anh")), 0);  // has no key yet
  house.authority.access.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  EXPECT_EQ(made(name("Chị Lan Anh")), 0);
  EXPECT_EQ(made([](auto& change) { change.password = "mat khau moi rat dai"; }), 0);
  EXPECT_EQ(made(name("Chị Lan")), 1);
  EXPECT_EQ(made([](auto& change) { change.role = api::Role::Administrator; }), 1);
  EXPECT_EQ(made([](auto& change) { change.disabled = true; }), 1);
  EXPECT_EQ(made([](auto& change) { change.disabled = false; }), 0);  // its keys stay revoked
}

TEST(People, two_changes_at_once_both_count) {
  House house;
  std::binary_semaphore open(0);
  house.store.write_then([&open](Session&) { open.acquire(); }, [](std::future<void>) {});
  std::vector<std::future<void>> waiting;
  const auto change = [&](const api::PersonChange& wanted) {
    waiting.push_back(std::async(std::launch::async, [&house, wanted] {
      house.authority.people.change(house.administrator, house.staff.person, wanted);
    }));
  };
  api::PersonChange renamed;
  renamed.name = "Chị Lan Anh";
  change(renamed);
  api::PersonChange closed;
  closed.disabled = true;
  change(closed);
  open.release();
  for (auto& one : waiting) one.get();
  const auto person = house.authority.people.one(house.administrator, house.staff.person);
  EXPECT_EQ(person.name, "Chị Lan Anh");
  EXPECT_TRUE(person.disabled);
}

TEST(People, a_change_of_what_was_seen_counts_only_if_it_is_still_so) {
  House house;
  const auto& lan = house.staff.person;
  const auto seen = [&] { return house.authority.people.one(house.administrator, lan).revision; };
  const auto change = [&](api::PersonChange wanted, const std::string& revision) {
    wanted.revision = revision;
    return problem_of([&] { house.authority.people.change(house.administrator, lan, wanted); });
  };
  api::PersonChange renamed;
  renamed.name = "Chị Lan Anh";
  api::PersonChange moved;
  moved.area = "02.027";
  const auto first = seen();
  EXPECT_EQ(change(renamed, first), "");
  EXPECT_EQ(change(moved, first), "changed_meanwhile");
  EXPECT_EQ(change(moved, ""), "") << "who does not say what was seen";
  const auto second = seen();
  const auto key = protocols::trust::SigningKey::generate();
  house.authority.access.enrol_key(house.staff, house.key_ask(key, lan));
  EXPECT_NE(seen(), second) << "keys are shown too";
}

TEST(People, nobody_gets_an_area_that_is_being_removed) {
  House house;
  house.remove_area_unseen("02.027");
  EXPECT_EQ(problem_of([&] {
              house.authority.people.create(
                  house.administrator,
                  {"minh", "Anh Minh", "mot mat khau dai", api::Role::Staff, "02.027"});
            }),
            "unknown_area");
  api::PersonChange change;
  change.area = "02.027";
  EXPECT_EQ(problem_of([&] {
              house.authority.people.change(house.administrator, house.staff.person, change);
            }),
            "unknown_area");
  const auto lan = house.authority.people.one(house.administrator, house.staff.person);
  EXPECT_EQ(lan.area, "02.026.00715");
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
