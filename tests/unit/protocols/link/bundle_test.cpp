#include "protocols/link/bundle.h"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

#include "protocols/link/link_messages.h"

namespace protocols::link {
namespace {

Bundle sample() {
  return {1, 48'000, 3, 1'200, {"abc", "", std::string(120, '\xff')}};
}

TEST(Bundle, golden_bytes_field_by_field) {
  const Bundle bundle{2, 24'000, 0x01020304, 0x05060708, {"hi"}};
  const std::string expected(
      "VNGB"              // magic
      "\x01"              // version
      "\x02"              // channels
      "\x00\xf0"          // sample rate / 100 = 240
      "\x01\x02\x03\x04"  // index
      "\x05\x06\x07\x08"  // media time, ms
      "\x00\x01"          // packets
      "\x00\x02hi",       // length, packet
      22);
  EXPECT_EQ(encode_bundle(bundle), expected);
}

TEST(Bundle, decodes_what_was_encoded) {
  const auto back = decode_bundle(encode_bundle(sample()));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->channels, 1);
  EXPECT_EQ(back->sample_rate, 48'000U);
  EXPECT_EQ(back->index, 3U);
  EXPECT_EQ(back->media_time_ms, 1'200U);
  EXPECT_EQ(back->packets, sample().packets);
}

TEST(Bundle, every_shortened_or_lengthened_bundle_is_refused) {
  const std::string good = encode_bundle(sample());
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(decode_bundle(std::string_view(good).substr(0, length))) << length;
  }
  EXPECT_FALSE(decode_bundle(good + '\0'));
}

TEST(Bundle, random_bytes_never_do_harm) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = encode_bundle(sample());
    for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto bundle = decode_bundle(bytes);
    if (bundle) {
      EXPECT_EQ(encode_bundle(*bundle), bytes);
    }
  }
}

TEST(Bundle, what_does_not_fit_the_link_is_not_encoded) {
  Bundle bundle = sample();
  bundle.packets = std::vector<std::string>(2, std::string(kMaxPayload / 2, 'x'));
  EXPECT_THROW(encode_bundle(bundle), std::invalid_argument);
  bundle = sample();
  bundle.channels = 3;
  EXPECT_THROW(encode_bundle(bundle), std::invalid_argument);
  bundle = sample();
  bundle.sample_rate = 44'110;
  EXPECT_THROW(encode_bundle(bundle), std::invalid_argument);
}

TEST(Bundle, its_hash_is_base64url_of_sha_256) {
  // SHA-256 of "abc", FIPS 180-4's own example.
  EXPECT_EQ(bundle_hash("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

}  // namespace
}  // namespace protocols::link
