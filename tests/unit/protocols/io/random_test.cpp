#include "protocols/io/random.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/fakes/fake_clock.h"

namespace protocols::io {
namespace {

TEST(Uuid7, carries_the_clocks_milliseconds_version_and_variant) {
  // The example of RFC 9562, appendix A.6: 2022-02-22 19:22:22 UTC.
  const fakes::FakeClock clock(from_ms(1'645'557'742'000));
  const auto id = uuid7(clock);
  EXPECT_EQ(id.substr(0, 15), "017f22e2-79b0-7");
  EXPECT_TRUE(is_uuid7(id)) << id;
}

TEST(Uuid7, a_thousand_in_one_millisecond_differ) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(uuid7(from_ms(1)));
  EXPECT_EQ(ids.size(), 1000U);
}

TEST(Uuid7, other_texts_are_not_taken_for_one) {
  EXPECT_TRUE(is_uuid7("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid7("017F22E2-79b0-7cc3-98c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid7("017f22e2-79b0-4cc3-98c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid7("017f22e2-79b0-7cc3-c8c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid7("017f22e2079b0-7cc3-98c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid7(""));
}

TEST(Random, tokens_are_long_and_different) {
  EXPECT_EQ(random_token().size(), 32U);
  EXPECT_NE(random_token(), random_token());
  EXPECT_LT(random_below(10), 10U);
  EXPECT_LT(random_unit(), 1.0);
}

}  // namespace
}  // namespace protocols::io
