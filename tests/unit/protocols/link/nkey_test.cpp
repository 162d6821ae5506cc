#include "protocols/link/nkey.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "protocols/trust/keys.h"

namespace protocols::link {
namespace {

// From the documentation of nats-io/nkeys (Go): a user seed and its public key.
constexpr const char* kSeed = "SUAGMJH5XLGZKQQWAWKRZJIGMOU4HPFUYLXJMXOO5NLFEO2OOQJ5LPRDPM";

RawKey raw(std::string_view bytes) {
  RawKey key{};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

TEST(Nkey, starts_with_the_letter_of_its_kind_and_has_56_characters) {
  const RawKey key{1, 2, 3};
  EXPECT_EQ(encode_nkey(NkeyKind::Operator, key).front(), 'O');
  EXPECT_EQ(encode_nkey(NkeyKind::Account, key).front(), 'A');
  EXPECT_EQ(encode_nkey(NkeyKind::User, key).front(), 'U');
  EXPECT_EQ(encode_nkey(NkeyKind::User, key).size(), 56U);
}

TEST(Nkey, seeds_start_with_S_and_the_letter_of_their_kind) {
  const RawKey seed{9};
  EXPECT_EQ(encode_nkey_seed(NkeyKind::Operator, seed).substr(0, 2), "SO");
  EXPECT_EQ(encode_nkey_seed(NkeyKind::Account, seed).substr(0, 2), "SA");
  EXPECT_EQ(encode_nkey_seed(NkeyKind::User, seed).substr(0, 2), "SU");
  EXPECT_EQ(encode_nkey_seed(NkeyKind::User, seed).size(), 58U);
}

TEST(Nkey, a_seed_made_by_others_is_read_and_written_the_same) {
  const auto seed = decode_nkey_seed(kSeed);
  ASSERT_TRUE(seed);
  EXPECT_EQ(seed->kind, NkeyKind::User);
  EXPECT_EQ(encode_nkey_seed(NkeyKind::User, seed->key), kSeed);
}

TEST(Nkey, decodes_what_it_encoded_for_every_kind) {
  const auto key = trust::SigningKey::generate();
  const RawKey bytes = raw(key.public_key().bytes());
  for (const auto kind : {NkeyKind::Operator, NkeyKind::Account, NkeyKind::User}) {
    const auto nkey = decode_nkey(encode_nkey(kind, bytes));
    ASSERT_TRUE(nkey);
    EXPECT_EQ(nkey->kind, kind);
    EXPECT_EQ(nkey->key, bytes);
  }
}

TEST(Nkey, every_changed_character_is_noticed) {
  const std::string good = encode_nkey(NkeyKind::User, RawKey{5, 6, 7});
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(decode_nkey(bad)) << "position " << i;
  }
}

TEST(Nkey, wrong_lengths_and_alphabets_are_no_nkeys) {
  const std::string good = encode_nkey(NkeyKind::User, RawKey{});
  EXPECT_FALSE(decode_nkey(""));
  EXPECT_FALSE(decode_nkey(good.substr(1)));
  EXPECT_FALSE(decode_nkey(good + "A"));
  EXPECT_FALSE(decode_nkey(std::string(56, '1')));
  EXPECT_FALSE(decode_nkey(kSeed));
  EXPECT_FALSE(decode_nkey_seed(good));
}

}  // namespace
}  // namespace protocols::link
