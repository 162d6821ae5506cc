#include "protocols/trust/keyring.h"

#include <gtest/gtest.h>

#include "protocols/trust/keyring_json.h"
#include "tests/unit/protocols/trust/document_world_json.h"

namespace protocols::trust {
namespace {

class KeyringTest : public testing::Test {
 protected:
  Reason may(const SigningKey& key, DocumentType type, Rank rank, std::vector<std::string> areas,
             std::int64_t now_ms = DocumentWorld::now_ms) const {
    return keyring_.may(key.kid(), type, rank, areas,
                        within_chain({"02.026.00715", "02.026", "02"}), now_ms);
  }
  const DocumentWorld world_;
  Keyring keyring_ = world_.keyring();
};

TEST_F(KeyringTest, a_right_holds_for_its_kind_area_and_class) {
  EXPECT_EQ(may(world_.province, DocumentType::order, Rank::emergency, {"02"}), Reason::none);
  EXPECT_EQ(may(world_.province, DocumentType::order, Rank::emergency, {"02.026"}), Reason::none);
  EXPECT_EQ(may(world_.commune, DocumentType::order, Rank::priority, {"02.026.00715"}),
            Reason::none);
  EXPECT_EQ(may(world_.commune, DocumentType::order, Rank::emergency, {"02.026"}),
            Reason::not_entitled_class);
  EXPECT_EQ(may(world_.commune, DocumentType::order, Rank::routine, {"02"}),
            Reason::not_entitled_area);
  EXPECT_EQ(may(world_.commune, DocumentType::order, Rank::routine, {"02.026", "02"}),
            Reason::not_entitled_area);
  EXPECT_EQ(may(world_.stranger, DocumentType::order, Rank::routine, {"02"}), Reason::unknown_key);
}

TEST_F(KeyringTest, persons_and_online_keys_never_sign_for_each_other) {
  EXPECT_EQ(may(world_.online, DocumentType::order, Rank::routine, {"02"}),
            Reason::not_entitled_kind);
  // Even if a keyring said so.
  keyring_.keys[2].may.push_back(DocumentType::order);
  EXPECT_EQ(may(world_.online, DocumentType::order, Rank::routine, {"02"}),
            Reason::not_entitled_kind);
  keyring_.keys[0].may.push_back(DocumentType::dispatch);
  EXPECT_EQ(may(world_.province, DocumentType::dispatch, Rank::none, {}),
            Reason::not_entitled_kind);
  EXPECT_EQ(may(world_.online, DocumentType::keyring, Rank::none, {}), Reason::not_entitled_kind);
}

TEST_F(KeyringTest, dates_begin_inclusive_and_end_exclusive) {
  keyring_.keys[0].from_ms = 100;
  keyring_.keys[0].until_ms = 200;
  const auto at = [&](std::int64_t now_ms) {
    return may(world_.province, DocumentType::order, Rank::routine, {"02"}, now_ms);
  };
  EXPECT_EQ(at(99), Reason::key_not_valid_now);
  EXPECT_EQ(at(100), Reason::none);
  EXPECT_EQ(at(199), Reason::none);
  EXPECT_EQ(at(200), Reason::key_not_valid_now);
}

TEST_F(KeyringTest, everywhere_needs_a_key_for_everywhere) {
  EXPECT_EQ(may(world_.province, DocumentType::message, Rank::routine, {"*"}),
            Reason::not_entitled_area);
  keyring_.keys[0].areas = {"*"};
  EXPECT_EQ(may(world_.province, DocumentType::message, Rank::routine, {"*"}), Reason::none);
  EXPECT_EQ(may(world_.province, DocumentType::message, Rank::routine, {"30.001"}), Reason::none);
}

TEST(WithinChain, knows_only_its_own_chain_and_its_direction) {
  const auto within = within_chain({"c", "b", "a"});
  EXPECT_TRUE(within("c", "c"));
  EXPECT_TRUE(within("c", "a"));
  EXPECT_FALSE(within("a", "c"));
  EXPECT_FALSE(within("x", "a"));
  EXPECT_FALSE(within("c", "x"));
}

TEST_F(KeyringTest, comes_back_from_json_as_it_went) {
  const auto again = parse_keyring(keyring_to_json(keyring_));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version, 3);
  ASSERT_EQ(again->keys.size(), 3U);
  EXPECT_EQ(again->keys[1].kid, world_.commune.kid());
  EXPECT_EQ(again->keys[1].key, world_.commune.public_key());
  EXPECT_EQ(again->keys[1].areas, std::vector<std::string>{"02.026"});
  EXPECT_EQ(again->keys[1].highest_class, Rank::priority);
  EXPECT_EQ(again->keys[2].use, Use::online);
  EXPECT_EQ(again->keys[2].may, keyring_.keys[2].may);
}

TEST_F(KeyringTest, json_that_lies_is_refused) {
  auto json = nlohmann::json::parse(keyring_to_json(keyring_));
  const auto reason = [](const nlohmann::json& changed) {
    return parse_keyring(changed.dump()).reason();
  };
  auto wrong_kid = json;
  wrong_kid["keys"][0]["kid"] = world_.stranger.kid();
  EXPECT_EQ(reason(wrong_kid), Reason::bad_payload);
  auto twice = json;
  twice["keys"].push_back(json["keys"][0]);
  EXPECT_EQ(reason(twice), Reason::bad_payload);
  auto newer = json;
  newer["v"] = 2;
  EXPECT_EQ(reason(newer), Reason::unsupported_version);
  auto unknown_right = json;
  unknown_right["keys"][0]["may"].push_back("fly");
  EXPECT_EQ(reason(unknown_right), Reason::none);
  for (const auto* member :
       {"kid", "x", "name", "use", "may", "areas", "highest_class", "from_ms", "until_ms"}) {
    auto without = json;
    without["keys"][0].erase(member);
    EXPECT_EQ(reason(without), Reason::bad_payload) << member;
  }
}

}  // namespace
}  // namespace protocols::trust
