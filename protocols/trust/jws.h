#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "protocols/trust/keys.h"
#include "protocols/trust/refusal.h"

namespace protocols::trust {

/// The largest compact JWS we look at. Larger is too_large.
constexpr std::size_t max_compact_bytes = 2U << 20;

/// A compact JWS taken apart; nothing in it is believed yet. A value.
struct JwsParts {
  std::string alg;
  std::string typ;            ///< empty if absent
  std::string kid;            ///< empty if absent
  std::string payload;        ///< the exact bytes
  std::string signature;      ///< 64 bytes
  std::string signing_input;  ///< what the signature is over: two base64url parts and a dot
};

/// Signs `payload` as it is: BASE64URL(header).BASE64URL(payload).BASE64URL(signature), header
/// {"alg":"EdDSA","typ":"…","kid":"…"} (RFC 7515 section 3.1, RFC 8037).
std::string sign_compact(const SigningKey& key, std::string_view typ, std::string_view payload);

/// Takes a compact JWS apart. Checks, in this order: too_large; malformed (three parts, canonical
/// base64url, header a JSON object with text members, 64 byte signature, payload valid JSON);
/// duplicate_member (header or payload, any depth); bad_algorithm (alg is not EdDSA);
/// critical_header. Total: never throws for any bytes.
Checked<JwsParts> parse_compact(std::string_view compact);

/// bad_signature or none.
Reason verify_signature(const JwsParts& parts, const PublicKey& key);

/// A document's hash: lower-case hex SHA-256 of its payload bytes.
std::string document_hash(std::string_view payload);

}  // namespace protocols::trust
