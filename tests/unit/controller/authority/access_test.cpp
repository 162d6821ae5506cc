#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "controller/authority/access_desk.h"
#include "controller/store/audit.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using namespace std::chrono_literals;
using protocols::trust::SigningKey;

TEST(Access, the_first_administrator_signs_in_with_the_password_of_the_file) {
  House house;
  EXPECT_EQ(house.administrator.role, api::Role::Administrator);
  EXPECT_EQ(house.administrator.area, "*");
  EXPECT_FALSE(house.authority.people.make_first(house.folder / "again.txt"));
  EXPECT_EQ(std::filesystem::status(house.folder / "first.txt").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Access, a_wrong_password_and_an_unknown_login_sound_the_same) {
  House house;
  EXPECT_EQ(problem_of([&] { house.sign_in("admin", "wrong"); }), "wrong_login");
  EXPECT_EQ(problem_of([&] { house.sign_in("nobody", "wrong"); }), "wrong_login");
}

TEST(Access, guessing_is_slowed_down_and_time_forgives) {
  House house;
  for (int i = 0; i < 6; ++i) problem_of([&] { house.sign_in("lan", "wrong"); });
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", "mot mat khau dai"); }), "too_many_attempts");
  house.clock.advance(16min);
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", "mot mat khau dai"); }), "");
}

TEST(Access, a_session_ends_when_signed_out_and_by_age) {
  House house;
  const auto one = house.sign_in("lan", "mot mat khau dai");
  const auto two = house.sign_in("lan", "mot mat khau dai");
  const auto session = house.authority.access.session(one.token, "192.0.2.9");
  ASSERT_TRUE(session);
  EXPECT_EQ(session->csrf, one.csrf);
  house.authority.access.sign_out(session->caller);
  EXPECT_FALSE(house.authority.access.session(one.token, "192.0.2.9"));
  EXPECT_TRUE(house.authority.access.session(two.token, "192.0.2.9"));
  house.clock.advance(std::chrono::days(7));
  EXPECT_FALSE(house.authority.access.session(two.token, "192.0.2.9"));
  EXPECT_FALSE(house.authority.access.session("guess", "192.0.2.9"));
}

TEST(Access, a_weak_password_is_refused_and_a_good_one_counts) {
  House house;
  auto& access = house.authority.access;
  EXPECT_EQ(problem_of([&] { access.change_password(house.staff, "wrong", "x"); }),
            "wrong_password");
  EXPECT_EQ(problem_of([&] { access.change_password(house.staff, "mot mat khau dai", "ngan"); }),
            "password_too_short");
  EXPECT_EQ(problem_of([&] {
              access.change_password(house.staff, "mot mat khau dai", "mot mat khau dai");
            }),
            "password_unchanged");
  access.change_password(house.staff, "mot mat khau dai", "mat khau moi rat dai");
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", "mat khau moi rat dai"); }), "");
}

TEST(Access, a_password_somebody_else_set_must_be_changed_and_then_is_ones_own) {
  House house;
  auto& access = house.authority.access;
  const auto lan = house.sign_in("lan", "mot mat khau dai");
  EXPECT_TRUE(lan.me.must_change_password);
  EXPECT_TRUE(access.session(lan.token, "")->must_change_password);
  access.change_password(house.staff, "mot mat khau dai", "mat khau moi rat dai");
  EXPECT_FALSE(access.me(house.staff).must_change_password);
  EXPECT_FALSE(house.sign_in("lan", "mat khau moi rat dai").me.must_change_password);
  api::PersonChange reset;
  reset.password = "mat khau cua quan tri";
  const auto changed =
      house.authority.people.change(house.administrator, house.staff.person, reset);
  EXPECT_TRUE(changed.must_change_password);
  EXPECT_FALSE(access.me(house.administrator).must_change_password) << "made at the first start";
}

TEST(Access, a_password_is_the_same_however_the_keyboard_writes_its_marks) {
  House house;
  auto& access = house.authority.access;
  const std::string composed = "con v\xE1\xBA\xB9t xanh rất vui";  // ẹ as one
  const std::string decomposed =
      "con ve\xCC\xA3t xanh r\x61\xCC\x82\xCC\x81t vui";  // e + dot below
  access.change_password(house.staff, "mot mat khau dai", composed);
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", decomposed); }), "");
}

TEST(Access, the_list_of_sessions_is_ones_own_newest_first_and_any_can_be_ended) {
  House house;
  auto& access = house.authority.access;
  house.clock.advance(1min);
  const auto phone = house.sign_in("lan", "mot mat khau dai");
  const auto caller = access.session(phone.token, "")->caller;
  auto listed = access.open_sessions(caller);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_TRUE(listed[0].own);
  EXPECT_FALSE(listed[1].own);
  EXPECT_EQ(listed[0].agent, "test");
  EXPECT_EQ(listed[0].expires - listed[0].created, std::chrono::days(7));
  const auto other = access.open_sessions(house.administrator);
  EXPECT_EQ(problem_of([&] { access.end_session(caller, other.front().id); }), "not_found");
  access.end_session(caller, listed[1].id);
  EXPECT_EQ(problem_of([&] { access.end_session(caller, listed[1].id); }), "not_found");
  EXPECT_EQ(access.open_sessions(caller).size(), 1U);
  EXPECT_TRUE(access.session(phone.token, "").has_value());
  house.clock.advance(std::chrono::days(8));
  EXPECT_TRUE(access.open_sessions(caller).empty()) << "what is over is not listed";
}

TEST(Access, a_new_password_ends_the_other_sessions_and_keeps_this_one) {
  House house;
  auto& access = house.authority.access;
  const auto here = house.sign_in("lan", "mot mat khau dai");
  const auto there = house.sign_in("lan", "mot mat khau dai");
  const auto admin = house.sign_in("admin", house.first_password());
  access.change_password(access.session(here.token, "")->caller, "mot mat khau dai",
                         "mat khau moi rat dai");
  EXPECT_TRUE(access.session(here.token, ""));
  EXPECT_FALSE(access.session(there.token, ""));
  EXPECT_TRUE(access.session(admin.token, ""));
}

// Tells the time; the first who asks for it finds the world changed afterwards.
class BusyClock final : public protocols::io::Clock {
 public:
  explicit BusyClock(std::function<void()> meanwhile) : meanwhile_(std::move(meanwhile)) {}
  protocols::io::WallTime wall() const override {
    if (auto work = std::exchange(meanwhile_, {})) work();
    return now_.wall();
  }
  protocols::io::SteadyTime steady() const override { return now_.steady(); }

 private:
  mutable std::function<void()> meanwhile_;
  fakes::FakeClock now_;
};

// What the commune's staff does (`work` gets a desk) while `meanwhile` happens; gives the problem.
template <class Work>
std::string problem_while(House& house, std::function<void()> meanwhile, Work work) {
  const BusyClock clock(std::move(meanwhile));
  AccessDesk desk(house.store, house.authority.area_map, house.authority.keyring,
                  house.authority.signing, clock);
  return problem_of([&] { work(desk); });
}

std::string changed_while(House& house, std::function<void()> meanwhile) {
  return problem_while(house, std::move(meanwhile), [&](AccessDesk& desk) {
    desk.change_password(house.staff, "mot mat khau dai", "mat khau moi rat dai");
  });
}

auto closing(House& house) {
  return [&house] {
    api::PersonChange change;
    change.disabled = true;
    house.authority.people.change(house.administrator, house.staff.person, change);
  };
}

TEST(Access, an_account_closed_while_its_password_changes_stays_closed) {
  House house;
  EXPECT_EQ(changed_while(house, closing(house)), "not_signed_in");
  EXPECT_TRUE(house.authority.people.one(house.administrator, house.staff.person).disabled);
}

TEST(Access, an_account_closed_while_signing_in_gets_no_session) {
  House house;
  const auto sign_in = [](AccessDesk& desk) {
    desk.sign_in({"lan", "mot mat khau dai", "192.0.2.9", "test"});
  };
  EXPECT_EQ(problem_while(house, closing(house), sign_in), "wrong_login");
}

TEST(Access, an_account_closed_while_a_key_is_enrolled_gets_no_key) {
  House house;
  const auto key = SigningKey::generate();
  const auto enrol = [&](AccessDesk& desk) {
    desk.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  };
  EXPECT_EQ(problem_while(house, closing(house), enrol), "not_signed_in");
  EXPECT_TRUE(house.authority.people.one(house.administrator, house.staff.person).keys.empty());
}

TEST(Access, of_two_new_passwords_at_once_the_first_counts) {
  House house;
  const auto reset = [&] {
    api::PersonChange change;
    change.password = "mat khau cua quan tri";
    house.authority.people.change(house.administrator, house.staff.person, change);
  };
  EXPECT_EQ(changed_while(house, reset), "wrong_password");
  EXPECT_EQ(problem_of([&] { house.sign_in("lan", "mat khau cua quan tri"); }), "");
}

TEST(Access, an_enrolled_key_enters_the_keyring_and_leaves_it_when_revoked) {
  House house;
  const auto key = SigningKey::generate();
  const auto kept =
      house.authority.access.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  EXPECT_EQ(kept.kid, key.kid());
  const auto keyring = house.authority.keyring.judge().keyring();
  const auto* entry = keyring.find(key.kid());
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->areas, std::vector<std::string>{"02.026.00715"});
  EXPECT_EQ(entry->name, "Chị Lan");
  ASSERT_FALSE(house.told.empty());
  EXPECT_EQ(house.told.back().kind, DocumentChange::Kind::Keyring);
  house.authority.access.revoke_key(house.staff, key.kid());
  const auto later = house.authority.keyring.judge().keyring();
  EXPECT_EQ(later.find(key.kid()), nullptr);
  EXPECT_GT(later.version, keyring.version);
}

TEST(Access, a_key_needs_a_fresh_proof_by_itself_for_this_person) {
  House house;
  auto& access = house.authority.access;
  const auto key = SigningKey::generate();
  const auto other = SigningKey::generate();
  auto stolen = house.key_ask(other, house.staff.person);
  stolen.x = key.public_key().x();
  EXPECT_EQ(problem_of([&] { access.enrol_key(house.staff, stolen); }), "bad_proof");
  const auto for_another = house.key_ask(key, house.administrator.person);
  EXPECT_EQ(problem_of([&] { access.enrol_key(house.staff, for_another); }), "bad_proof");
  const auto old = house.key_ask(key, house.staff.person);
  house.clock.advance(11min);
  EXPECT_EQ(problem_of([&] { access.enrol_key(house.staff, old); }), "bad_proof");
}

TEST(Access, a_key_belongs_to_one_person) {
  House house;
  auto& access = house.authority.access;
  const auto key = SigningKey::generate();
  access.enrol_key(house.staff, house.key_ask(key, house.staff.person));
  access.enrol_key(house.staff, house.key_ask(key, house.staff.person));  // repeating is fine
  EXPECT_EQ(problem_of([&] {
              access.enrol_key(house.administrator, house.key_ask(key, house.administrator.person));
            }),
            "key_in_use");
}

TEST(Access, what_people_do_and_fail_to_do_is_in_the_audit) {
  House house;
  problem_of([&] { house.sign_in("lan", "wrong"); });
  api::AuditFilter filter;
  filter.act = "session.";
  const auto page = house.authority.audit.list(house.administrator, filter, {});
  ASSERT_FALSE(page.items.empty());
  EXPECT_EQ(page.items.front().act, "session.refused");
  EXPECT_EQ(page.items.front().name, "Chị Lan");
  EXPECT_EQ(page.items.front().address, "192.0.2.9");
}

}  // namespace
