#include <gtest/gtest.h>

#include "controller/authority/passwords.h"
#include "controller/authority/proofs_json.h"
#include "controller/authority/search_text.h"

namespace {

using namespace controller;

TEST(SearchText, marks_and_case_do_not_matter) {
  EXPECT_EQ(search_text("Xã Lũng Cú, huyện ĐỒNG VĂN"), "xa lung cu, huyen dong van");
  EXPECT_TRUE(found_in("lũng", {"Xã Lung Cu"}));
  EXPECT_TRUE(found_in("", {}));
  EXPECT_FALSE(found_in("x", {"abc"}));
}

TEST(Passwords, a_hash_knows_its_password_and_no_other) {
  const auto hash = password_hash("mot mat khau dai");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(password_matches(hash, "mot mat khau dai"));
  EXPECT_FALSE(password_matches(hash, "mot mat khau da"));
}

TEST(Passwords, length_is_counted_in_characters_and_common_ones_are_weak) {
  EXPECT_TRUE(is_weak_password("ngắn", "x"));
  EXPECT_FALSE(is_weak_password("mười hai chữ", "x"));
  EXPECT_TRUE(is_weak_password("aaaaaaaaaaaaaaaa", "x"));
  EXPECT_TRUE(is_weak_password("Password1234", "x"));
  EXPECT_TRUE(is_weak_password("quantrihagiang", "quantrihagiang"));
  EXPECT_FALSE(is_weak_password(make_password(), "admin"));
}

TEST(Proofs, hostile_payloads_are_nothing) {
  for (const char* text : {"", "{", "[]", "{}", R"({"v":2,"token":"x"})", R"({"v":1,"token":5})",
                           R"({"v":"1","token":"x"})"}) {
    EXPECT_FALSE(parse_enrol_proof(text)) << text;
    EXPECT_FALSE(parse_key_proof(text)) << text;
  }
}

}  // namespace
