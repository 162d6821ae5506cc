#include "protocols/link/nats_jwt.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "protocols/io/encoding.h"
#include "protocols/link/nkey.h"
#include "protocols/trust/keys.h"

namespace protocols::link {
namespace {

using std::chrono::seconds;

class NatsJwt : public testing::Test {
 protected:
  JwtIssuer issuer() const {
    RawKey raw{};
    const auto bytes = key_.public_key().bytes();
    std::copy(bytes.begin(), bytes.end(), raw.begin());
    return {encode_nkey(NkeyKind::Account, raw),
            [this](std::string_view text) { return key_.sign(text); }};
  }
  static std::string payload(const std::string& jwt) {
    const auto first = jwt.find('.') + 1;
    return io::from_base64url(jwt.substr(first, jwt.rfind('.') - first)).value();
  }

  trust::SigningKey key_ = trust::SigningKey::generate();
  UnixSeconds now_{seconds(1'795'000'000)};
};

TEST_F(NatsJwt, is_signed_by_its_issuer_over_header_and_claims) {
  const std::string jwt = make_user_jwt(device_claims("d-1", "UX", now_), issuer());
  const auto last = jwt.rfind('.');
  EXPECT_TRUE(trust::verify(key_.public_key(), jwt.substr(0, last),
                            io::from_base64url(jwt.substr(last + 1)).value()));
  EXPECT_EQ(io::from_base64url(jwt.substr(0, jwt.find('.'))).value(),
            R"({"typ":"JWT","alg":"ed25519-nkey"})");
}

TEST_F(NatsJwt, a_device_may_publish_its_own_and_hear_its_own_and_areas_for_400_days) {
  const std::string jwt = make_user_jwt(device_claims("d-1", "UX", now_), issuer());
  const std::string claims = payload(jwt);
  EXPECT_NE(claims.find(R"("pub":{"allow":["v1.d.d-1.up.>"]})"), std::string::npos) << claims;
  EXPECT_NE(claims.find(R"("sub":{"allow":["v1.d.d-1.>","v1.a.>"]})"), std::string::npos);
  const auto summary = read_jwt(jwt);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->subject, "UX");
  EXPECT_EQ(summary->issuer, issuer().nkey);
  EXPECT_EQ(summary->issued, now_);
  ASSERT_TRUE(summary->expires);
  EXPECT_EQ(*summary->expires - now_, std::chrono::days(400));
}

TEST_F(NatsJwt, an_account_names_the_revoked) {
  AccountClaims claims{"AX", "vang", now_, {{"UBAD", now_}}, -1};
  EXPECT_NE(
      payload(make_account_jwt(claims, issuer())).find(R"("revocations":{"UBAD":1795000000})"),
      std::string::npos);
}

TEST_F(NatsJwt, anything_else_is_not_read) {
  for (const char* text : {"", ".", "..", "a.b.c", "eyJ9", "a.e30.c", "a.bnVsbA.c"}) {
    EXPECT_FALSE(read_jwt(text)) << text;
  }
}

}  // namespace
}  // namespace protocols::link
