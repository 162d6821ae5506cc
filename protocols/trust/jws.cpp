#include "protocols/trust/jws.h"

#include <utility>

#include "protocols/io/digest.h"
#include "protocols/io/encoding.h"
#include "protocols/trust/jws_json.h"
#include "protocols/trust/strict_json.h"

namespace protocols::trust {
namespace {

namespace io = protocols::io;

Refusal refuse(Reason reason, std::string detail) {
  return {reason, std::move(detail), {}};
}

struct Split {
  std::string header;
  JwsParts parts;
};

/// The three parts decoded; malformed for anything else.
Checked<Split> split(std::string_view compact) {
  const auto first = compact.find('.');
  const auto second = first == compact.npos ? first : compact.find('.', first + 1);
  if (second == compact.npos || compact.find('.', second + 1) != compact.npos) {
    return refuse(Reason::malformed, "not three parts");
  }
  auto header = io::from_base64url(compact.substr(0, first));
  auto payload = io::from_base64url(compact.substr(first + 1, second - first - 1));
  auto signature = io::from_base64url(compact.substr(second + 1));
  if (!header || !payload || !signature) return refuse(Reason::malformed, "not base64url");
  if (signature->size() != 64) return refuse(Reason::malformed, "signature is not 64 bytes");
  Split result;
  result.header = std::move(*header);
  result.parts.payload = std::move(*payload);
  result.parts.signature = std::move(*signature);
  result.parts.signing_input = std::string(compact.substr(0, second));
  return result;
}

constexpr JsonLimits header_limits{.bytes = 4096, .depth = 8};
constexpr JsonLimits payload_limits{.bytes = max_compact_bytes, .depth = 32};

}  // namespace

std::string sign_compact(const SigningKey& key, std::string_view typ, std::string_view payload) {
  // typ is a word of ours and kid is base64url: neither needs escaping.
  auto header = R"({"alg":"EdDSA","typ":")";
  const auto text = std::string(header).append(typ) + R"(","kid":")" + key.kid() + "\"}";
  auto input = io::to_base64url(text) + '.' + io::to_base64url(payload);
  const auto signature = io::to_base64url(key.sign(input));
  return std::move(input) + '.' + signature;
}

Checked<JwsParts> parse_compact(std::string_view compact) {
  if (compact.size() > max_compact_bytes) {
    return refuse(Reason::too_large, std::to_string(compact.size()) + " bytes");
  }
  auto taken = split(compact);
  if (!taken) return taken.refusal();
  auto [header, parts] = std::move(taken).value();
  const auto header_state = check_json(header, header_limits);
  if (header_state == Reason::too_large) return refuse(Reason::too_large, "header");
  const auto fields = header_state == Reason::malformed ? std::nullopt : parse_header(header);
  if (!fields) return refuse(Reason::malformed, "header");
  const auto payload_state = check_json(parts.payload, payload_limits);
  if (payload_state == Reason::malformed) return refuse(Reason::malformed, "payload");
  if (header_state != Reason::none) return refuse(header_state, "header");
  if (payload_state != Reason::none) return refuse(payload_state, "payload");
  if (fields->alg != "EdDSA") return refuse(Reason::bad_algorithm, "alg '" + fields->alg + "'");
  if (fields->critical) return refuse(Reason::critical_header, "crit");
  parts.alg = fields->alg;
  parts.typ = fields->typ;
  parts.kid = fields->kid;
  return std::move(parts);
}

Reason verify_signature(const JwsParts& parts, const PublicKey& key) {
  return verify(key, parts.signing_input, parts.signature) ? Reason::none : Reason::bad_signature;
}

std::string document_hash(std::string_view payload) {
  return io::sha256_hex(payload);
}

}  // namespace protocols::trust
