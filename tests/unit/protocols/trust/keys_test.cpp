#include "protocols/trust/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <stdexcept>

#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "tests/fakes/temp_dir.h"

namespace protocols::trust {
namespace {

// RFC 8037 appendix A.1 to A.3.
constexpr auto rfc_d = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
constexpr auto rfc_x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
constexpr auto rfc_kid = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

SigningKey rfc_key() {
  const auto seed = io::from_base64url(rfc_d).value();
  std::array<std::uint8_t, 32> bytes{};
  std::copy(seed.begin(), seed.end(), bytes.begin());
  return SigningKey::from_seed(bytes);
}

TEST(Keys, the_rfcs_seed_makes_the_rfcs_public_key_and_thumbprint) {
  const auto key = rfc_key();
  EXPECT_EQ(key.public_key().x(), rfc_x);
  EXPECT_EQ(key.kid(), rfc_kid);
}

TEST(Keys, sign_and_verify_the_rfc_8032_vector) {
  // RFC 8032 section 7.1, TEST 2 (one byte, 0x72).
  std::array<std::uint8_t, 32> seed{};
  const auto bytes =
      io::from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  std::copy(bytes.begin(), bytes.end(), seed.begin());
  const auto key = SigningKey::from_seed(seed);
  const auto signature = key.sign("\x72");
  EXPECT_EQ(io::to_hex(signature),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(verify(key.public_key(), "\x72", signature));
  EXPECT_FALSE(verify(key.public_key(), "\x73", signature));
  EXPECT_FALSE(verify(key.public_key(), "\x72", signature.substr(1)));
}

TEST(Keys, points_of_small_order_are_no_keys) {
  EXPECT_FALSE(PublicKey::from_bytes(std::string(32, '\0')));
  EXPECT_FALSE(PublicKey::from_bytes("\x01" + std::string(31, '\0')));
  EXPECT_FALSE(PublicKey::from_bytes(std::string(31, 'x')));
  EXPECT_FALSE(PublicKey::from_x("not base64url!"));
}

TEST(Keys, a_signature_with_a_second_form_of_s_is_refused) {
  const auto key = rfc_key();
  auto signature = key.sign("x");
  // s + L, L the group order: the same point, another text.
  const auto order =
      io::from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned char>(signature[32 + i]);
    carry += static_cast<unsigned char>(order[i]);
    signature[32 + i] = static_cast<char>(carry & 0xffU);
    carry >>= 8U;
  }
  EXPECT_FALSE(verify(key.public_key(), "x", signature));
}

TEST(Keys, a_jwk_comes_back_as_the_same_key) {
  const auto key = rfc_key().public_key();
  EXPECT_EQ(parse_jwk(key.jwk()), key);
  const std::array keys{key, SigningKey::generate().public_key(), key};
  EXPECT_EQ(jwk_set(keys), "{\"keys\":[" + keys[0].jwk() + "," + keys[1].jwk() + "]}");
}

TEST(Keys, a_jwk_that_is_wrong_or_secret_is_refused) {
  const std::string base = R"({"kty":"OKP","crv":"Ed25519","x":")" + std::string(rfc_x) + "\"";
  EXPECT_TRUE(parse_jwk(base + "}"));
  EXPECT_FALSE(parse_jwk(base + R"(,"d":")" + rfc_d + "\"}"));
  EXPECT_FALSE(parse_jwk(base + R"(,"kid":"another"})"));
  EXPECT_FALSE(parse_jwk(base + R"(,"x":"twice"})"));
  EXPECT_FALSE(parse_jwk(R"({"kty":"OKP","crv":"X25519","x":")" + std::string(rfc_x) + "\"}"));
  EXPECT_FALSE(parse_jwk("[]"));
  EXPECT_FALSE(parse_jwk(R"({"kty":5,"crv":{},"x":[]})"));
}

class KeyFile : public testing::Test {
 protected:
  const fakes::TempDir folder_;
  const std::filesystem::path file_ = folder_ / "key.jwk";
};

TEST_F(KeyFile, is_made_once_private_and_read_back) {
  const auto made = SigningKey::load_or_make(file_);
  struct stat status {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const auto again = SigningKey::load_or_make(file_);
  EXPECT_EQ(again.kid(), made.kid());
  EXPECT_EQ(again.sign("x"), made.sign("x"));
}

TEST_F(KeyFile, that_others_may_read_is_refused) {
  SigningKey::generate().save(file_);
  ::chmod(file_.c_str(), 0640);
  EXPECT_THROW(SigningKey::load(file_), std::runtime_error);
}

TEST_F(KeyFile, whose_halves_do_not_match_is_refused) {
  io::write_durably(file_,
                    R"({"kty":"OKP","crv":"Ed25519","d":")" + std::string(rfc_d) + R"(","x":")" +
                        SigningKey::generate().public_key().x() + "\"}",
                    0600);
  EXPECT_THROW(SigningKey::load(file_), std::runtime_error);
  io::write_durably(file_, "{}", 0600);
  EXPECT_THROW(SigningKey::load(file_), std::runtime_error);
}

TEST(Keys, moving_leaves_no_secret_behind) {
  auto key = SigningKey::generate();
  const auto kid = key.kid();
  const auto moved = std::move(key);
  EXPECT_EQ(moved.kid(), kid);
  // NOLINTNEXTLINE(bugprone-use-after-move): that is what is being looked at
  for (const auto byte : key.seed()) EXPECT_EQ(byte, 0);
}

}  // namespace
}  // namespace protocols::trust
