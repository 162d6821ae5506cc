#include <gtest/gtest.h>

#include "protocols/io/encoding.h"
#include "protocols/trust/seen_orders.h"
#include "protocols/trust/verifier.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/protocols/trust/document_world_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;
constexpr auto now = DocumentWorld::now_ms;

/// What somebody with the network, the broker, or the controller in hand may try.
class Attack : public testing::Test {
 protected:
  Reason verify(DocumentType type, const std::string& compact) const {
    return verifier_.verify(compact, world_.expect(type)).reason();
  }
  Reason dispatched(const std::string& order) const {
    return verify(DocumentType::dispatch,
                  sign(world_.online, DocumentType::dispatch, world_.dispatch(order)));
  }
  /// Another header over a genuine signature.
  static std::string with_header(const std::string& compact, const std::string& header) {
    return io::to_base64url(header) + compact.substr(compact.find('.'));
  }
  std::string order() const {
    return sign(world_.province, DocumentType::order, DocumentWorld::order());
  }
  const DocumentWorld world_;
  Verifier verifier_ = world_.verifier();
};

TEST_F(Attack, replay_of_an_order_sounds_once) {
  const fakes::TempDir folder;
  SeenOrders seen(folder / "seen");
  const auto compact = world_.dispatched(DocumentWorld::order(), world_.province);
  const auto first = verifier_.verify(compact, world_.expect(DocumentType::dispatch));
  const auto second = verifier_.verify(compact, world_.expect(DocumentType::dispatch));
  EXPECT_EQ(seen.remember(first->order_id, first->order_until_ms, now), SeenOrders::Result::fresh);
  EXPECT_EQ(seen.remember(second->order_id, second->order_until_ms, now),
            SeenOrders::Result::repeated);
}

TEST_F(Attack, rollback_of_keyring_placement_and_programme) {
  auto older = world_.keyring();
  older.version = 2;
  EXPECT_EQ(verifier_.accept_keyring(world_.keyring_document(older)).reason(), Reason::old_version);
  auto placement = world_.placement();
  placement["version"] = 1;
  EXPECT_EQ(
      verify(DocumentType::placement, sign(world_.online, DocumentType::placement, placement)),
      Reason::old_version);
  auto programme = DocumentWorld::programme();
  programme["version"] = 1;
  EXPECT_EQ(
      verify(DocumentType::programme, sign(world_.online, DocumentType::programme, programme)),
      Reason::old_version);
}

TEST_F(Attack, a_replaced_controller_goes_on_sending) {
  auto dispatch = world_.dispatch(order());
  dispatch["epoch"] = 4;
  EXPECT_EQ(verify(DocumentType::dispatch, sign(world_.online, DocumentType::dispatch, dispatch)),
            Reason::old_epoch);
}

TEST_F(Attack, a_document_of_one_type_passed_off_as_another) {
  EXPECT_EQ(verify(DocumentType::dispatch, order()), Reason::wrong_type);
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::message, DocumentWorld::order())),
            Reason::wrong_type);
  EXPECT_EQ(verify(DocumentType::order,
                   sign_compact(world_.province, "JWT", DocumentWorld::order().dump())),
            Reason::wrong_type);
  // A signature does not survive another typ.
  const auto message = sign(world_.province, DocumentType::message, DocumentWorld::order());
  const auto relabelled = with_header(
      message, R"({"alg":"EdDSA","typ":"vang-order","kid":")" + world_.province.kid() + "\"}");
  EXPECT_EQ(dispatched(relabelled), Reason::bad_signature);
}

TEST_F(Attack, a_hacked_controller_signs_an_order_itself) {
  EXPECT_EQ(dispatched(sign(world_.online, DocumentType::order, DocumentWorld::order())),
            Reason::not_entitled_kind);
}

TEST_F(Attack, a_person_makes_a_programme_or_wraps_an_order) {
  EXPECT_EQ(verify(DocumentType::programme,
                   sign(world_.province, DocumentType::programme, DocumentWorld::programme())),
            Reason::not_entitled_kind);
  EXPECT_EQ(verify(DocumentType::dispatch,
                   sign(world_.province, DocumentType::dispatch, world_.dispatch(order()))),
            Reason::not_entitled_kind);
}

TEST_F(Attack, an_emergency_hidden_in_a_programme) {
  auto programme = DocumentWorld::programme();
  programme["entries"][0]["class"] = "emergency";
  const auto compact = sign(world_.online, DocumentType::programme, programme);
  EXPECT_EQ(verify(DocumentType::programme, compact), Reason::not_entitled_class);
  // Even with a key that may do anything.
  auto keyring = world_.keyring();
  keyring.version = 4;
  keyring.keys[2].highest_class = Rank::emergency;
  ASSERT_TRUE(verifier_.accept_keyring(world_.keyring_document(keyring)));
  EXPECT_EQ(verify(DocumentType::programme, compact), Reason::not_entitled_class);
}

TEST_F(Attack, a_revoked_key_goes_on_signing) {
  auto without = world_.keyring();
  without.version = 4;
  without.keys.erase(without.keys.begin());
  ASSERT_TRUE(verifier_.accept_keyring(world_.keyring_document(without)));
  EXPECT_EQ(dispatched(order()), Reason::unknown_key);
}

TEST_F(Attack, a_key_outside_its_dates) {
  auto keyring = world_.keyring();
  keyring.version = 4;
  keyring.keys[0].until_ms = now;
  ASSERT_TRUE(verifier_.accept_keyring(world_.keyring_document(keyring)));
  EXPECT_EQ(dispatched(order()), Reason::key_not_valid_now);
}

TEST_F(Attack, a_strangers_signature_under_a_known_kid) {
  const auto strange = sign(world_.stranger, DocumentType::order, DocumentWorld::order());
  EXPECT_EQ(dispatched(strange), Reason::unknown_key);
  const auto posing = with_header(
      strange, R"({"alg":"EdDSA","typ":"vang-order","kid":")" + world_.province.kid() + "\"}");
  EXPECT_EQ(dispatched(posing), Reason::bad_signature);
}

TEST_F(Attack, a_keyring_not_signed_by_root) {
  const auto payload = parse_compact(world_.keyring_document(world_.keyring()))->payload;
  EXPECT_EQ(verifier_.accept_keyring(sign_compact(world_.online, "vang-keyring", payload)).reason(),
            Reason::unknown_key);
  const auto forged =
      with_header(sign_compact(world_.stranger, "vang-keyring", payload),
                  R"({"alg":"EdDSA","typ":"vang-keyring","kid":")" + world_.root.kid() + "\"}");
  EXPECT_EQ(verifier_.accept_keyring(forged).reason(), Reason::bad_signature);
}

TEST_F(Attack, alg_none_with_and_without_a_signature) {
  const auto none = with_header(
      order(), R"({"alg":"none","typ":"vang-order","kid":")" + world_.province.kid() + "\"}");
  EXPECT_EQ(dispatched(none), Reason::bad_algorithm);
  EXPECT_EQ(dispatched(none.substr(0, none.rfind('.') + 1)), Reason::malformed);
}

TEST_F(Attack, a_header_that_demands_what_we_do_not_know) {
  EXPECT_EQ(dispatched(with_header(
                order(), R"({"alg":"EdDSA","typ":"vang-order","crit":["b64"],"b64":false})")),
            Reason::critical_header);
}

TEST_F(Attack, two_orders_in_one_by_naming_members_twice) {
  const auto twice = [&](const std::string& member, const std::string& again) {
    auto text = DocumentWorld::order().dump();
    const auto at = text.find("\"" + member + "\":");
    text.insert(at, "\"" + again + "\":\"x\",");
    return dispatched(sign_compact(world_.province, "vang-order", text));
  };
  EXPECT_EQ(twice("class", "class"), Reason::duplicate_member);
  EXPECT_EQ(twice("class", "cl\\u0061ss"), Reason::duplicate_member);
  auto deep = DocumentWorld::order();
  deep["card"] = {{"title", "TITLE"}};
  auto text = deep.dump();
  text.insert(text.find("\"title\":\"TITLE\""), "\"title\":\"other\",");
  EXPECT_EQ(dispatched(sign_compact(world_.province, "vang-order", text)),
            Reason::duplicate_member);
}

TEST_F(Attack, a_signature_moved_to_another_payload) {
  const auto genuine = order();
  auto other = DocumentWorld::order();
  other["text"] = "Bình yên";
  const auto forged = genuine.substr(0, genuine.find('.') + 1) + io::to_base64url(other.dump()) +
                      genuine.substr(genuine.rfind('.'));
  EXPECT_EQ(dispatched(forged), Reason::bad_signature);
}

TEST_F(Attack, an_envelope_whose_content_was_exchanged) {
  const auto genuine = world_.dispatched(DocumentWorld::order(), world_.province);
  const auto forged = genuine.substr(0, genuine.find('.') + 1) +
                      io::to_base64url(world_.dispatch("a.b.c").dump()) +
                      genuine.substr(genuine.rfind('.'));
  EXPECT_EQ(verify(DocumentType::dispatch, forged), Reason::bad_signature);
}

TEST_F(Attack, another_devices_placement) {
  auto placement = world_.placement();
  placement["device"] = "loa-lung-cu";
  EXPECT_EQ(
      verify(DocumentType::placement, sign(world_.online, DocumentType::placement, placement)),
      Reason::wrong_device);
  placement = world_.placement();
  placement["key"] = world_.stranger.kid();
  EXPECT_EQ(
      verify(DocumentType::placement, sign(world_.online, DocumentType::placement, placement)),
      Reason::wrong_device);
}

TEST_F(Attack, an_old_answer_about_the_time) {
  auto time = DocumentWorld::time();
  time["nonce"] = "asked before";
  EXPECT_EQ(verify(DocumentType::time, sign(world_.online, DocumentType::time, time)),
            Reason::wrong_nonce);
  auto unasked = world_.expect(DocumentType::time);
  unasked.nonce.clear();
  time["nonce"] = "";
  EXPECT_EQ(verifier_.verify(sign(world_.online, DocumentType::time, time), unasked).reason(),
            Reason::wrong_nonce);
}

TEST_F(Attack, an_order_for_somewhere_else) {
  auto elsewhere = DocumentWorld::order();
  elsewhere["areas"] = {"30.001"};
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::order, elsewhere)),
            Reason::not_addressed);
}

TEST_F(Attack, a_commune_officer_reaches_above_the_commune_or_the_class) {
  auto order = DocumentWorld::order();
  EXPECT_EQ(dispatched(sign(world_.commune, DocumentType::order, order)),
            Reason::not_entitled_class);
  order["areas"] = {"02"};
  EXPECT_EQ(dispatched(sign(world_.commune, DocumentType::order, order)),
            Reason::not_entitled_area);
}

TEST_F(Attack, an_order_kept_back_and_delivered_late_or_early) {
  auto order = DocumentWorld::order();
  order["not_before_ms"] = now + 3'600'000;
  order["expires_ms"] = now + 7'200'000;
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::order, order)), Reason::not_yet_valid);
  order["not_before_ms"] = now - 3'600'000;
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::order, order)), Reason::start_window);
  order["expires_ms"] = now - 1;
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::order, order)), Reason::expired);
}

TEST_F(Attack, a_window_as_wide_as_a_day) {
  auto order = DocumentWorld::order();
  order["start_window_ms"] = 86'400'000;
  EXPECT_EQ(dispatched(sign(world_.province, DocumentType::order, order)), Reason::start_window);
}

TEST_F(Attack, numbers_made_to_overflow) {
  for (const auto* value : {"9223372036854775807", "18446744073709551615", "-1", "1e3", "1.5"}) {
    for (const auto* member : {"not_before_ms", "start_window_ms", "expires_ms", "issued_ms"}) {
      auto text = DocumentWorld::order().dump();
      const auto at = text.find(':', text.find("\"" + std::string(member) + "\"")) + 1;
      text.replace(at, text.find_first_of(",}", at) - at, value);
      const auto reason = dispatched(sign_compact(world_.province, "vang-order", text));
      EXPECT_TRUE(reason == Reason::bad_payload || reason == Reason::not_yet_valid ||
                  reason == Reason::start_window ||
                  (reason == Reason::none && std::string(member) == "expires_ms"))
          << member << '=' << value << ": " << code(reason);
    }
  }
}

TEST_F(Attack, every_single_letter_of_an_order_counts) {
  const auto genuine = order();
  for (std::size_t i = 0; i < genuine.size(); ++i) {
    auto changed = genuine;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(verify(DocumentType::order, changed), Reason::none) << i;
  }
  EXPECT_EQ(verify(DocumentType::order, genuine), Reason::none);
}

}  // namespace
}  // namespace protocols::trust
