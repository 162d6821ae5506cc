#include <gtest/gtest.h>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace protocols::io {
namespace {

// FIPS 180-4 example.
constexpr auto abc_hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Digest, pieces_make_the_same_hash_as_the_whole) {
  Sha256 sum;
  sum.update("a");
  sum.update(std::as_bytes(std::span("bc", 2)));
  EXPECT_EQ(sum.finish_hex(), abc_hash);
  EXPECT_EQ(sum.finish_hex(), sha256_hex(""));
  EXPECT_EQ(sha256_base64url("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

TEST(Digest, of_a_file_longer_than_one_read) {
  const fakes::TempDir folder;
  const std::string content(600'000, 'x');
  write_durably(folder / "f", content);
  EXPECT_EQ(sha256_hex_of_file(folder / "f"), sha256_hex(content));
  EXPECT_THROW(sha256_hex_of_file(folder / "none"), StorageError);
}

TEST(Digest, knows_what_looks_like_a_hash) {
  EXPECT_TRUE(is_sha256_hex(abc_hash));
  EXPECT_FALSE(is_sha256_hex("BA" + std::string(abc_hash).substr(2)));
  EXPECT_FALSE(is_sha256_hex(std::string(abc_hash).substr(1)));
}

// RFC 4648 section 10, without padding.
TEST(Encoding, base32_and_base64url_write_the_rfcs_vectors) {
  const std::pair<std::string, std::pair<std::string, std::string>> vectors[] = {
      {"", {"", ""}},
      {"f", {"MY", "Zg"}},
      {"fo", {"MZXQ", "Zm8"}},
      {"foo", {"MZXW6", "Zm9v"}},
      {"foob", {"MZXW6YQ", "Zm9vYg"}},
      {"fooba", {"MZXW6YTB", "Zm9vYmE"}},
      {"foobar", {"MZXW6YTBOI", "Zm9vYmFy"}}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(to_base32(plain), encoded.first);
    EXPECT_EQ(from_base32(encoded.first), plain);
    EXPECT_EQ(to_base64url(plain), encoded.second);
    EXPECT_EQ(from_base64url(encoded.second), plain);
  }
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Encoding, every_byte_survives_the_way_there_and_back) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(from_hex(to_hex(all)), all);
  EXPECT_EQ(from_base64url(to_base64url(all)), all);
  EXPECT_EQ(from_base32(to_base32(all)), all);
}

TEST(Encoding, a_second_text_for_the_same_bytes_is_refused) {
  EXPECT_EQ(from_base64url("Zh"), std::nullopt);    // unused bits set
  EXPECT_EQ(from_base64url("Zg=="), std::nullopt);  // padding
  EXPECT_EQ(from_base64url("Zg\n"), std::nullopt);
  EXPECT_EQ(from_base64url("A"), std::nullopt);
  EXPECT_EQ(from_base64url("+/8"), std::nullopt);
  EXPECT_EQ(from_base32("MZ"), std::nullopt);
  EXPECT_EQ(from_base32("my"), std::nullopt);
  EXPECT_EQ(from_hex("abc"), std::nullopt);
  EXPECT_EQ(from_hex("AB"), std::nullopt);
}

}  // namespace
}  // namespace protocols::io
