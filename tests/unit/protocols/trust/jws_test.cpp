#include "protocols/trust/jws.h"

#include <gtest/gtest.h>

#include "protocols/io/encoding.h"

namespace protocols::trust {
namespace {

std::string compact(const std::string& header, const std::string& payload,
                    const std::string& signature = std::string(64, 's')) {
  return io::to_base64url(header) + '.' + io::to_base64url(payload) + '.' +
         io::to_base64url(signature);
}

Reason parsed(const std::string& text) {
  return parse_compact(text).reason();
}

constexpr auto fine = R"({"alg":"EdDSA","typ":"vang-order","kid":"k"})";

// RFC 8037 appendix A.4 and A.5. Its payload is no JSON, so only the signature can be checked.
TEST(Jws, verifies_the_rfcs_signature) {
  const std::string input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  const auto signature = io::from_base64url(
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  const auto key = PublicKey::from_x("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  ASSERT_TRUE(signature && key);
  JwsParts parts;
  parts.signing_input = input;
  parts.signature = *signature;
  EXPECT_EQ(verify_signature(parts, *key), Reason::none);
  parts.signing_input[30] = 'A';
  EXPECT_EQ(verify_signature(parts, *key), Reason::bad_signature);
}

TEST(Jws, what_is_signed_comes_apart_into_the_same_bytes) {
  const auto key = SigningKey::generate();
  const std::string payload = "{\"b\" : 1,\n \"a\":\"Lũng\"}";
  const auto parts = parse_compact(sign_compact(key, "vang-order", payload));
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->payload, payload);
  EXPECT_EQ(parts->typ, "vang-order");
  EXPECT_EQ(parts->kid, key.kid());
  EXPECT_EQ(verify_signature(*parts, key.public_key()), Reason::none);
  EXPECT_EQ(verify_signature(*parts, SigningKey::generate().public_key()), Reason::bad_signature);
}

TEST(Jws, too_large_comes_first) {
  EXPECT_EQ(parsed(std::string(max_compact_bytes + 1, '.')), Reason::too_large);
  EXPECT_EQ(parsed(compact(R"({"alg":")" + std::string(5000, 'a') + "\"}", "{}")),
            Reason::too_large);
}

TEST(Jws, anything_but_three_canonical_parts_is_malformed) {
  const auto good = compact(fine, "{}");
  EXPECT_EQ(parsed(good), Reason::none);
  for (const auto& text :
       {std::string(), std::string("a.b"), good + ".x", good + "=", " " + good, good + "\n",
        "A" + good, compact(fine, "{}", "short"), compact("[]", "{}"), compact("x", "{}"),
        compact(R"({"alg":5})", "{}"), compact(R"({"alg":"EdDSA","kid":[]})", "{}"),
        compact(fine, "not json"), compact(fine, ""), compact(fine, "\"\xff\"")}) {
    EXPECT_EQ(parsed(text), Reason::malformed) << text;
  }
}

TEST(Jws, a_second_base64url_text_for_the_same_bytes_is_malformed) {
  auto text = compact(fine, "{}");
  // 64 bytes leave 4 unused bits in the last letter; an encoder leaves them zero.
  text.back() = static_cast<char>(text.back() + 1);
  EXPECT_EQ(parsed(text), Reason::malformed);
}

TEST(Jws, duplicate_members_in_header_or_payload_are_refused) {
  EXPECT_EQ(parsed(compact(R"({"alg":"EdDSA","alg":"none"})", "{}")), Reason::duplicate_member);
  EXPECT_EQ(parsed(compact(fine, R"({"a":[{"b":1,"b":2}]})")), Reason::duplicate_member);
}

TEST(Jws, only_eddsa_will_do) {
  for (const auto* alg : {"none", "None", "HS256", "ES256", "eddsa", ""}) {
    EXPECT_EQ(parsed(compact(std::string(R"({"alg":")") + alg + "\"}", "{}")),
              Reason::bad_algorithm);
  }
  EXPECT_EQ(parsed(compact("{}", "{}")), Reason::bad_algorithm);
}

TEST(Jws, any_crit_is_refused_even_an_empty_one) {
  EXPECT_EQ(parsed(compact(R"({"alg":"EdDSA","crit":["exp"],"exp":1})", "{}")),
            Reason::critical_header);
  EXPECT_EQ(parsed(compact(R"({"alg":"EdDSA","crit":null})", "{}")), Reason::critical_header);
}

TEST(Jws, other_header_members_are_ignored) {
  EXPECT_EQ(parsed(compact(R"({"alg":"EdDSA","jwk":{"x":1},"b64":false})", "{}")), Reason::none);
}

TEST(Jws, the_earlier_reason_in_the_list_wins) {
  EXPECT_EQ(parsed(compact(R"({"alg":"none","alg":"x"})", "no")), Reason::malformed);
  EXPECT_EQ(parsed(compact(R"({"alg":"none","crit":[]})", R"({"a":1,"a":1})")),
            Reason::duplicate_member);
  EXPECT_EQ(parsed(compact(R"({"alg":"none","crit":[]})", "{}")), Reason::bad_algorithm);
}

TEST(Jws, a_documents_hash_is_over_its_payload_bytes) {
  EXPECT_EQ(document_hash("{}"),
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
}

}  // namespace
}  // namespace protocols::trust
