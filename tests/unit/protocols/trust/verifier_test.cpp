#include "protocols/trust/verifier.h"

#include <gtest/gtest.h>

#include "tests/unit/protocols/trust/document_world_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;
constexpr auto now = DocumentWorld::now_ms;

class VerifierTest : public testing::Test {
 protected:
  Reason reason(const std::string& compact, const Expectation& expectation) const {
    return verifier_.verify(compact, expectation).reason();
  }
  Reason dispatched(const Json& order) const {
    return reason(world_.dispatched(order, world_.province), world_.expect(DocumentType::dispatch));
  }
  const DocumentWorld world_;
  Verifier verifier_ = world_.verifier();
};

TEST_F(VerifierTest, an_order_in_its_dispatch_is_accepted_with_both_payloads) {
  const auto order = sign(world_.province, DocumentType::order, DocumentWorld::order());
  const auto compact = sign(world_.online, DocumentType::dispatch, world_.dispatch(order));
  const auto result = verifier_.verify(compact, world_.expect(DocumentType::dispatch));
  ASSERT_TRUE(result) << result.refusal().detail;
  EXPECT_EQ(result->order_payload, DocumentWorld::order().dump());
  EXPECT_EQ(result->order_hash, document_hash(result->order_payload));
  EXPECT_EQ(result->order, order);
  EXPECT_EQ(result->order_kid, world_.province.kid());
  EXPECT_EQ(result->order_signer, "officer");
  EXPECT_EQ(result->kid, world_.online.kid());
  EXPECT_EQ(result->epoch, 5);
  EXPECT_EQ(result->order_id, DocumentWorld::order_id);
  EXPECT_EQ(result->order_until_ms, now + 1'200'000);
}

TEST_F(VerifierTest, each_document_is_accepted_from_whom_it_should_come) {
  const auto accepted = [&](const SigningKey& key, DocumentType type, const Json& payload) {
    return reason(sign(key, type, payload), world_.expect(type));
  };
  EXPECT_EQ(accepted(world_.online, DocumentType::placement, world_.placement()), Reason::none);
  EXPECT_EQ(accepted(world_.commune, DocumentType::message, DocumentWorld::message()),
            Reason::none);
  EXPECT_EQ(accepted(world_.online, DocumentType::programme, DocumentWorld::programme()),
            Reason::none);
  EXPECT_EQ(accepted(world_.province, DocumentType::order, DocumentWorld::order()), Reason::none);
  EXPECT_EQ(accepted(world_.online, DocumentType::time, DocumentWorld::time()), Reason::none);
}

TEST_F(VerifierTest, a_time_document_brings_its_instant_to_a_device_without_time) {
  auto expectation = world_.expect(DocumentType::time);
  expectation.now_ms.reset();
  const auto result =
      verifier_.verify(sign(world_.online, DocumentType::time, DocumentWorld::time()), expectation);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->now_ms, now);
}

TEST_F(VerifierTest, documents_are_accepted_without_trusted_time_and_orders_are_not) {
  for (const auto& [key, type, payload] :
       {std::tuple(&world_.online, DocumentType::placement, world_.placement()),
        std::tuple(&world_.commune, DocumentType::message, DocumentWorld::message()),
        std::tuple(&world_.online, DocumentType::programme, DocumentWorld::programme())}) {
    auto expectation = world_.expect(type);
    expectation.now_ms.reset();
    EXPECT_EQ(reason(sign(*key, type, payload), expectation), Reason::none) << name(type);
  }
  auto expectation = world_.expect(DocumentType::dispatch);
  expectation.now_ms.reset();
  EXPECT_EQ(reason(world_.dispatched(DocumentWorld::order(), world_.province), expectation),
            Reason::no_trusted_time);
}

TEST_F(VerifierTest, an_order_may_come_ten_minutes_before_its_moment_and_no_earlier) {
  auto order = DocumentWorld::order();
  order["not_before_ms"] = now + max_lead_ms;
  EXPECT_EQ(dispatched(order), Reason::none);
  order["not_before_ms"] = now + max_lead_ms + 1;
  EXPECT_EQ(dispatched(order), Reason::not_yet_valid);
}

TEST_F(VerifierTest, an_order_is_refused_from_its_expiry_on) {
  auto order = DocumentWorld::order();
  order["expires_ms"] = now + 1;
  EXPECT_EQ(dispatched(order), Reason::none);
  order["expires_ms"] = now;
  EXPECT_EQ(dispatched(order), Reason::expired);
}

TEST_F(VerifierTest, a_start_window_is_at_most_ten_minutes_and_must_not_have_passed) {
  auto order = DocumentWorld::order();
  order["start_window_ms"] = max_start_window_ms + 1;
  EXPECT_EQ(dispatched(order), Reason::start_window);
  order["start_window_ms"] = 5000;
  order["not_before_ms"] = now - 5000;
  EXPECT_EQ(dispatched(order), Reason::none);
  order["not_before_ms"] = now - 5001;
  EXPECT_EQ(dispatched(order), Reason::start_window);
}

TEST_F(VerifierTest, a_stop_is_good_until_it_expires) {
  auto stop = DocumentWorld::order();
  stop["kind"] = "stop";
  stop["stops"] = {"*"};
  stop.erase("class");
  stop.erase("start_window_ms");
  stop["issued_ms"] = now - 3'600'000;
  EXPECT_EQ(dispatched(stop), Reason::none);
  stop["stops"] = Json::array();
  EXPECT_EQ(dispatched(stop), Reason::bad_payload);
}

TEST_F(VerifierTest, a_refusal_by_circumstance_names_the_order_for_the_receipt) {
  auto order = DocumentWorld::order();
  order["expires_ms"] = now;
  const auto late = verifier_.verify(world_.dispatched(order, world_.province),
                                     world_.expect(DocumentType::dispatch));
  EXPECT_EQ(late.refusal().order_id, DocumentWorld::order_id);
  const auto forged = verifier_.verify(world_.dispatched(order, world_.stranger),
                                       world_.expect(DocumentType::dispatch));
  EXPECT_EQ(forged.refusal().order_id, "");
}

TEST_F(VerifierTest, not_below_means_placed_directly_there) {
  auto order = DocumentWorld::order();
  order["areas"] = {"02.026"};
  EXPECT_EQ(dispatched(order), Reason::none);
  order["below"] = false;
  EXPECT_EQ(dispatched(order), Reason::not_addressed);
  order["areas"] = {"02.026.00715"};
  EXPECT_EQ(dispatched(order), Reason::none);
}

TEST_F(VerifierTest, on_a_device_only_areas_it_knows_are_judged) {
  auto order = DocumentWorld::order();
  order["class"] = "priority";
  order["areas"] = {"30.001", "02.026"};
  EXPECT_EQ(reason(world_.dispatched(order, world_.commune), world_.expect(DocumentType::dispatch)),
            Reason::none);
  order["areas"] = {"02", "02.026"};
  EXPECT_EQ(reason(world_.dispatched(order, world_.commune), world_.expect(DocumentType::dispatch)),
            Reason::not_entitled_area);
}

TEST_F(VerifierTest, the_controller_judges_every_area_along_its_tree_and_addresses_nobody) {
  Expectation controller;
  controller.type = DocumentType::order;
  controller.now_ms = now;
  controller.is_within = [](std::string_view area, std::string_view ancestor) {
    return area == ancestor || area.starts_with(std::string(ancestor) + ".");
  };
  auto order = DocumentWorld::order();
  order["class"] = "priority";
  order["areas"] = {"02.026", "02.026.00001"};
  EXPECT_EQ(reason(sign(world_.commune, DocumentType::order, order), controller), Reason::none);
  order["areas"] = {"02.026", "30.001"};
  EXPECT_EQ(reason(sign(world_.commune, DocumentType::order, order), controller),
            Reason::not_entitled_area);
}

TEST_F(VerifierTest, a_version_may_be_repeated_but_not_go_back) {
  auto placement = world_.placement();
  auto expectation = world_.expect(DocumentType::placement);
  expectation.held_version = 2;
  EXPECT_EQ(reason(sign(world_.online, DocumentType::placement, placement), expectation),
            Reason::none);
  expectation.held_version = 3;
  EXPECT_EQ(reason(sign(world_.online, DocumentType::placement, placement), expectation),
            Reason::old_version);
}

TEST_F(VerifierTest, a_newer_keyring_takes_effect_and_an_older_does_not) {
  auto newer = world_.keyring();
  newer.version = 4;
  newer.keys.erase(newer.keys.begin());
  ASSERT_TRUE(verifier_.accept_keyring(world_.keyring_document(newer)));
  EXPECT_EQ(dispatched(DocumentWorld::order()), Reason::unknown_key);  // revoked
  EXPECT_EQ(verifier_.accept_keyring(world_.keyring_document(world_.keyring())).reason(),
            Reason::old_version);
  EXPECT_EQ(verifier_.keyring().version, 4);
  EXPECT_TRUE(verifier_.accept_keyring(world_.keyring_document(newer)));
}

TEST_F(VerifierTest, what_a_device_signed_is_judged_by_its_own_key) {
  Expectation expectation;
  expectation.type = DocumentType::receipt;
  expectation.device = "bang-lung-cu";
  const auto compact = sign(world_.device, DocumentType::receipt, DocumentWorld::receipt());
  const auto& key = world_.device.public_key();
  EXPECT_TRUE(Verifier::verify_by_device(compact, key, expectation));
  EXPECT_EQ(Verifier::verify_by_device(compact, world_.stranger.public_key(), expectation).reason(),
            Reason::unknown_key);
  expectation.device = "loa-lung-cu";
  EXPECT_EQ(Verifier::verify_by_device(compact, key, expectation).reason(), Reason::wrong_device);
  expectation.type = DocumentType::plays;
  EXPECT_EQ(Verifier::verify_by_device(compact, key, expectation).reason(), Reason::wrong_type);
  expectation.device = "bang-lung-cu";
  EXPECT_TRUE(Verifier::verify_by_device(
      sign(world_.device, DocumentType::plays, DocumentWorld::plays()), key, expectation));
}

TEST_F(VerifierTest, enrolment_and_session_are_proved_with_the_devices_key) {
  const auto& key = world_.device.public_key();
  Expectation enrol;
  enrol.type = DocumentType::enrol;
  EXPECT_TRUE(Verifier::verify_by_device(
      sign(world_.device, DocumentType::enrol, {{"v", 1}, {"token", "t"}}), key, enrol));
  Expectation session;
  session.type = DocumentType::session;
  session.device = "bang-lung-cu";
  session.nonce = "n";
  const auto proof = sign(world_.device, DocumentType::session,
                          {{"v", 1}, {"device", "bang-lung-cu"}, {"nonce", "n"}});
  EXPECT_TRUE(Verifier::verify_by_device(proof, key, session));
  session.nonce = "m";
  EXPECT_EQ(Verifier::verify_by_device(proof, key, session).reason(), Reason::wrong_nonce);
}

TEST_F(VerifierTest, every_required_member_is_missed) {
  const std::vector<std::tuple<const SigningKey*, DocumentType, Json, std::vector<const char*>>>
      documents{{&world_.online,
                 DocumentType::placement,
                 world_.placement(),
                 {"version", "device", "key", "areas"}},
                {&world_.commune,
                 DocumentType::message,
                 DocumentWorld::message(),
                 {"id", "areas", "highest_class"}},
                {&world_.online,
                 DocumentType::programme,
                 DocumentWorld::programme(),
                 {"version", "area", "entries"}},
                {&world_.province,
                 DocumentType::order,
                 DocumentWorld::order(),
                 {"id", "kind", "class", "areas", "issued_ms", "start_window_ms", "expires_ms"}},
                {&world_.online, DocumentType::time, DocumentWorld::time(), {"nonce", "now_ms"}},
                {&world_.online, DocumentType::dispatch, world_.dispatch("x"), {"epoch", "order"}}};
  for (const auto& [key, type, payload, members] : documents) {
    for (const auto* member : members) {
      auto without = payload;
      without.erase(member);
      EXPECT_EQ(reason(sign(*key, type, without), world_.expect(type)), Reason::bad_payload)
          << name(type) << '.' << member;
      auto wrong = payload;
      wrong[member] = Json::object();
      EXPECT_EQ(reason(sign(*key, type, wrong), world_.expect(type)), Reason::bad_payload)
          << name(type) << '.' << member;
    }
    auto newer = payload;
    newer["v"] = 2;
    EXPECT_EQ(reason(sign(*key, type, newer), world_.expect(type)), Reason::unsupported_version);
    EXPECT_EQ(reason(sign(*key, type, Json::array()), world_.expect(type)), Reason::bad_payload);
  }
}

}  // namespace
}  // namespace protocols::trust
