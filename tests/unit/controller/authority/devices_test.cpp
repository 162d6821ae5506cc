#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <semaphore>

#include "playlists/orders/placement_json.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/verifier.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using namespace std::chrono_literals;
using protocols::trust::SigningKey;
namespace trust = protocols::trust;

class Devices : public testing::Test {
 protected:
  std::string token(const api::TokenAsk& ask) {
    return house_.token_in(house_.devices.make_token(house_.administrator, ask));
  }
  api::EnrolAnswer enrol(const SigningKey& key, const std::string& token) {
    return house_.door.enrol(house_.enrol_ask(key, token), "192.0.2.50");
  }
  std::string refused(const SigningKey& key, const std::string& token) {
    return problem_of([&] { enrol(key, token); });
  }
  // As a device does it: root key, keyring, placement for this key.
  playlists::Placement placement_in(const api::EnrolAnswer& answer, const SigningKey& key) {
    trust::Verifier verifier(*trust::PublicKey::from_x(house_.authority.signing.root_x()));
    EXPECT_TRUE(verifier.accept_keyring(answer.keyring).ok());
    trust::Expectation expectation;
    expectation.type = trust::DocumentType::placement;
    expectation.device = answer.device;
    expectation.device_kid = key.kid();
    const auto checked = verifier.verify(answer.placement, expectation);
    EXPECT_TRUE(checked.ok()) << trust::code(checked.reason());
    return *playlists::parse_placement(checked->payload);
  }

  House house_;
  SigningKey key_ = SigningKey::generate();
};

TEST_F(Devices, a_redeemed_token_gives_a_placement_the_device_can_verify) {
  const auto answer = enrol(key_, token(house_.board_ask()));
  EXPECT_EQ(answer.device, "bang-lung-cu");
  EXPECT_EQ(answer.jwt, "pass bang-lung-cu");
  EXPECT_EQ(answer.link, std::vector<std::string>{"tls://vang.test:4222"});
  EXPECT_EQ(answer.devices, std::vector<std::string>{"https://vang.test:8444"});
  const auto placement = placement_in(answer, key_);
  EXPECT_EQ(placement.areas.size(), 3U);
  EXPECT_EQ(placement.areas.front().code.text(), "02.026.00715");
  EXPECT_EQ(placement.profile.name, "led-192x96");
  EXPECT_EQ(house_.told.back().kind, DocumentChange::Kind::Placement);
}

TEST_F(Devices, a_token_works_once_but_its_own_key_may_repeat) {
  const auto secret = token(house_.board_ask());
  const auto first = enrol(key_, secret);
  EXPECT_EQ(enrol(key_, secret).placement, first.placement);
  EXPECT_EQ(refused(SigningKey::generate(), secret), "token_used");
}

TEST_F(Devices, a_token_dies_after_24_hours) {
  const auto secret = token(house_.board_ask());
  house_.clock.advance(24h);
  EXPECT_EQ(refused(key_, secret), "token_expired");
  EXPECT_EQ(refused(key_, "guess"), "unknown_token");
}

TEST_F(Devices, a_proof_by_another_key_or_for_another_token_is_refused) {
  const auto secret = token(house_.board_ask());
  auto ask = house_.enrol_ask(key_, secret);
  ask.proof = house_.enrol_ask(SigningKey::generate(), secret).proof;
  EXPECT_NE(problem_of([&] { house_.door.enrol(ask, ""); }), "");
  ask = house_.enrol_ask(key_, "another");
  ask.token = secret;
  EXPECT_EQ(problem_of([&] { house_.door.enrol(ask, ""); }), "bad_payload");
  ask = house_.enrol_ask(key_, secret);
  ask.nkey = house_.enrol_ask(SigningKey::generate(), secret).nkey;
  EXPECT_EQ(problem_of([&] { house_.door.enrol(ask, ""); }), "bad_nkey");
}

TEST_F(Devices, a_replaced_box_takes_the_place_and_the_old_pass_ends) {
  const auto old_secret = token(house_.board_ask());
  enrol(key_, old_secret);
  const auto box = SigningKey::generate();
  const auto answer = enrol(box, token(house_.board_ask()));
  EXPECT_EQ(placement_in(answer, box).version, 2);
  EXPECT_EQ(house_.revoked, std::vector<std::string>{house_.enrol_ask(key_, "").nkey});
  EXPECT_EQ(refused(key_, old_secret), "token_used");
}

TEST_F(Devices, one_key_is_one_device) {
  enrol(key_, token(house_.board_ask()));
  auto other = house_.board_ask();
  other.id = "loa-lung-cu";
  EXPECT_EQ(refused(key_, token(other)), "key_in_use");
}

TEST_F(Devices, what_is_wrong_with_a_new_device_is_named) {
  const auto ask = [&](auto change) {
    auto wanted = house_.board_ask();
    change(wanted);
    return problem_of([&] { house_.devices.make_token(house_.administrator, wanted); });
  };
  EXPECT_EQ(ask([](auto& a) { a.id = "BANG"; }), "bad_id");
  EXPECT_EQ(ask([](auto& a) { a.area = "99"; }), "unknown_area");
  EXPECT_EQ(ask([](auto& a) { a.profile = "x"; }), "unknown_profile");
  EXPECT_EQ(ask([](auto& a) { a.zone = "Mars"; }), "unknown_zone");
  EXPECT_EQ(ask([](auto& a) { a.addresses = {"ftp://x"}; }), "bad_address");
  EXPECT_EQ(problem_of([&] { house_.devices.make_token(house_.staff, house_.board_ask()); }),
            "forbidden");
}

TEST_F(Devices, addresses_given_for_one_device_replace_ours) {
  auto ask = house_.board_ask();
  ask.addresses = {"https://relay:1", "tls://relay:2"};
  const auto answer = enrol(key_, token(ask));
  EXPECT_EQ(answer.devices, std::vector<std::string>{"https://relay:1"});
  EXPECT_EQ(answer.link, std::vector<std::string>{"tls://relay:2"});
}

TEST_F(Devices, a_move_signs_the_next_placement_for_who_saw_the_last) {
  enrol(key_, token(house_.board_ask()));
  api::PlacementChange change;
  change.area = "02.027";
  const auto seen = house_.revision_of("bang-lung-cu");
  const auto moved = house_.devices.place(house_.administrator, "bang-lung-cu", seen, change);
  EXPECT_EQ(moved.placement_version, 2);
  EXPECT_EQ(moved.chain, (std::vector<std::string>{"02.027", "02"}));
  EXPECT_EQ(
      problem_of([&] { house_.devices.place(house_.administrator, "bang-lung-cu", seen, change); }),
      "changed_meanwhile");
  EXPECT_EQ(problem_of([&] { house_.devices.one(house_.staff, "bang-lung-cu"); }), "not_found");
}

TEST_F(Devices, one_that_waits_for_its_box_is_changed_by_who_saw_it_as_it_is) {
  token(house_.board_ask());
  const auto seen = house_.revision_of("bang-lung-cu");
  api::PlacementChange renamed;
  renamed.name = "Bảng chợ";
  const auto place = [&](const std::string& revision, const api::PlacementChange& change) {
    return problem_of(
        [&] { house_.devices.place(house_.administrator, "bang-lung-cu", revision, change); });
  };
  EXPECT_EQ(place(seen, renamed), "");
  api::PlacementChange moved;
  moved.area = "02.027";
  EXPECT_EQ(place(seen, moved), "changed_meanwhile") << "the second tab";
  const auto later = house_.revision_of("bang-lung-cu");
  house_.devices.import_csv(house_.administrator,
                            "id,name,area,profile,site,site_name\n"
                            "bang-lung-cu,Bảng nhập,02.026.00715,led-192x96,,\n",
                            false);
  EXPECT_EQ(place(later, moved), "changed_meanwhile") << "a file came between";
  EXPECT_EQ(house_.devices.one(house_.administrator, "bang-lung-cu").name, "Bảng nhập");
}

TEST_F(Devices, a_change_that_waits_behind_another_takes_nothing_of_it_back) {
  token(house_.board_ask());
  const auto seen = house_.revision_of("bang-lung-cu");
  std::binary_semaphore open(0);
  house_.store.write_then([&open](Session&) { open.acquire(); }, [](std::future<void>) {});
  const auto change = [&](const api::PlacementChange& wanted) {
    return std::async(std::launch::async, [this, seen, wanted] {
      return problem_of(
          [&] { house_.devices.place(house_.administrator, "bang-lung-cu", seen, wanted); });
    });
  };
  api::PlacementChange renamed;
  renamed.name = "Bảng chợ";
  api::PlacementChange moved;
  moved.area = "02.027";
  auto one = change(renamed);
  auto two = change(moved);
  open.release();
  std::vector<std::string> answers{one.get(), two.get()};
  std::ranges::sort(answers);
  EXPECT_EQ(answers, (std::vector<std::string>{"", "changed_meanwhile"}));
}

TEST_F(Devices, a_retired_one_reads_otherwise_than_before) {
  token(house_.board_ask());
  const auto seen = house_.revision_of("bang-lung-cu");
  house_.devices.retire(house_.administrator, "bang-lung-cu");
  EXPECT_NE(house_.revision_of("bang-lung-cu"), seen);
}

TEST_F(Devices, none_gets_an_area_that_is_being_removed) {
  token(house_.board_ask());
  house_.remove_area_unseen("02.027");
  auto ask = house_.board_ask();
  ask.id = "bang-meo-vac";
  ask.area = "02.027";
  EXPECT_EQ(problem_of([&] { token(ask); }), "unknown_area");
  EXPECT_EQ(problem_of([&] { house_.devices.one(house_.administrator, ask.id); }), "not_found");
  api::PlacementChange change;
  change.area = "02.027";
  const auto seen = house_.revision_of("bang-lung-cu");
  EXPECT_EQ(
      problem_of([&] { house_.devices.place(house_.administrator, "bang-lung-cu", seen, change); }),
      "unknown_area");
  EXPECT_EQ(house_.devices.one(house_.administrator, "bang-lung-cu").area, "02.026.00715");
}

TEST_F(Devices, a_session_needs_a_nonce_signed_by_the_device_once) {
  enrol(key_, token(house_.board_ask()));
  const auto nonce = house_.door.nonce("bang-lung-cu");
  const auto proof = trust::sign_compact(
      key_, "vang-session", R"({"v":1,"device":"bang-lung-cu","nonce":")" + nonce + R"("})");
  const auto session = house_.door.session("bang-lung-cu", nonce, proof);
  EXPECT_EQ(house_.door.device_of(session.bearer), "bang-lung-cu");
  EXPECT_EQ(problem_of([&] { house_.door.session("bang-lung-cu", nonce, proof); }),
            "unknown_nonce");
  house_.clock.advance(1h);
  EXPECT_FALSE(house_.door.device_of(session.bearer));
}

TEST_F(Devices, a_retired_device_has_neither_pass_nor_session) {
  enrol(key_, token(house_.board_ask()));
  house_.devices.retire(house_.administrator, "bang-lung-cu");
  EXPECT_EQ(house_.revoked.size(), 1U);
  EXPECT_EQ(problem_of([&] { house_.door.nonce("bang-lung-cu"); }), "unknown_device");
  EXPECT_EQ(problem_of([&] { token(house_.board_ask()); }), "device_retired");
}

TEST_F(Devices, the_time_is_signed_with_the_devices_own_nonce) {
  const auto parts = trust::parse_compact(house_.door.time("abc"));
  ASSERT_TRUE(parts.ok());
  EXPECT_EQ(parts->typ, "vang-time");
  EXPECT_NE(parts->payload.find(R"("nonce":"abc")"), std::string::npos);
  EXPECT_EQ(problem_of([&] { house_.door.time(""); }), "bad_nonce");
}

TEST_F(Devices, another_devices_placement_is_not_handed_out) {
  enrol(key_, token(house_.board_ask()));
  const auto row = house_.store.read([](Session& s) {
    return *DocumentTable(s, DocumentTable::Kind::Placement).latest("bang-lung-cu");
  });
  EXPECT_EQ(house_.door.document("bang-lung-cu", row.hash), row.jws);
  EXPECT_EQ(problem_of([&] { house_.door.document("loa-khac", row.hash); }), "not_found");
}

}  // namespace
