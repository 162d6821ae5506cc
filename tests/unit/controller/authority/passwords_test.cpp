#include "controller/authority/passwords.h"

#include <gtest/gtest.h>

#include "controller/authority/password_rules.h"

namespace {

using namespace controller;

const PasswordOwner truc{"truc.nguyen", "Nguyễn Thị Trúc", "Tỉnh Hà Giang"};

// The codes of what speaks against it, one after the other.
std::string against(std::string_view password) {
  std::string codes;
  for (const auto& fault : password_faults(password, truc, "/new")) {
    EXPECT_EQ(fault.pointer, "/new");
    EXPECT_FALSE(fault.vi.empty());
    EXPECT_FALSE(fault.en.empty());
    codes += (codes.empty() ? "" : " ") + fault.code;
  }
  return codes;
}

TEST(Passwords, a_hash_knows_its_password_and_no_other) {
  const auto hash = password_hash("mot mat khau dai");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(password_matches(hash, "mot mat khau dai"));
  EXPECT_FALSE(password_matches(hash, "mot mat khau da"));
}

TEST(Passwords, the_length_is_counted_in_characters_as_they_are_seen) {
  EXPECT_EQ(against("ngắn"), "password_too_short");
  EXPECT_EQ(against("mười bốn chữ đ"), "password_too_short");  // 14, 21 bytes
  EXPECT_EQ(against("mười lăm chữ đó"), "");                   // 15
  EXPECT_EQ(against("mu\xCC\x9Bo\xCC\x9B\xCC\x80i bon chu d"), "password_too_short");  // 14 in NFC
  std::string passphrase;
  for (unsigned i = 0, x = 7; i < 128; ++i, x = x * 1'103'515'245U + 12'345U) {
    passphrase += static_cast<char>('a' + (x >> 16U) % 26);
  }
  EXPECT_EQ(against(passphrase), "");
  EXPECT_EQ(against(passphrase + "x"), "password_too_long");
}

TEST(Passwords, any_characters_are_welcome_and_no_kind_is_demanded) {
  EXPECT_EQ(against("trời xanh mây trắng"), "");
  EXPECT_EQ(against("   correct mule   "), "");
  EXPECT_EQ(against("龍門石窟龍門石窟黃河長江萬里長城"), "");
  EXPECT_EQ(against("🦆🐃🌾🏔🚜🎋🐓🌧🏡🎶🛶🍚🌶🎏🪔"), "");
  EXPECT_EQ(against("947302615830274"), "");
  EXPECT_EQ(against(make_password()), "");
}

TEST(Passwords, what_is_common_is_refused_also_with_figures_and_marks) {
  for (const auto* common :
       {"passwordpassword1", "Mật khẩu Mật khẩu 1", "matkhau123456789", "Password!2026!!!!",
        "correct horse battery staple", "Anh Yêu Em 3333333", "administrator 2026"}) {
    EXPECT_NE(against(common).find("password_common"), std::string::npos) << common;
  }
}

TEST(Passwords, repetitions_are_refused) {
  for (const auto* repeated : {"aaaaaaaaaaaaaaaa", "!!!!!!!!!!!!!!!!", "abcabcabcabcabcabc",
                               "con mèo vui con mèo vui", "ababababbababab", "ddđđddđđddđđddđ"}) {
    EXPECT_NE(against(repeated).find("password_repeated"), std::string::npos) << repeated;
  }
}

TEST(Passwords, sequences_are_refused_in_both_directions) {
  for (const auto* sequence :
       {"123456789012345", "abcdefghijklmnop", "ponmlkjihgfedcba", "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv", "Abcdef0123456789!", "zxcvbnm,asdfghjkl"}) {
    EXPECT_NE(against(sequence).find("password_sequence"), std::string::npos) << sequence;
  }
}

TEST(Passwords, what_is_to_be_expected_of_this_person_and_place_is_refused) {
  EXPECT_EQ(against("Nguyễn Thị Trúc 1985"), "password_personal");
  EXPECT_EQ(against("truc.nguyen.12.1985"), "password_personal");
  EXPECT_EQ(against("Vang Hà Giang 2026"), "password_expected");
  EXPECT_EQ(against("tinhhagiang-20262027"), "password_expected");
  EXPECT_EQ(against("Trúc nuôi ba con ngựa"), "") << "a name inside a phrase is no harm";
}

TEST(Passwords, bad_input_is_judged_and_not_fatal) {
  EXPECT_EQ(against(""), "password_too_short");
  EXPECT_NE(against("\xFF\xFE\xFD"), "");
  EXPECT_EQ(against(std::string(100'000, 'x')), "password_too_long");
}

TEST(Passwords, the_refusal_carries_every_reason) {
  try {
    require_good_password("abcabc", truc, "/password");
    FAIL();
  } catch (const api::Problem& problem) {
    EXPECT_EQ(problem.status(), 422);
    EXPECT_EQ(problem.details().size(), 3U);
    EXPECT_EQ(problem.details().front().pointer, "/password");
  }
}

}  // namespace
