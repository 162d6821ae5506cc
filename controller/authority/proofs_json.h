#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The small payloads of enrolment (docs/link.md). Parsers are total. Pure functions.
namespace controller {

/// Payload of `vang-key-proof`: a person shows that they hold the key.
struct KeyProof {
  std::string person;
  std::string x;
  std::int64_t issued_ms = 0;
};
std::optional<KeyProof> parse_key_proof(std::string_view payload);

/// Payload of `vang-enrol`; gives the token.
std::optional<std::string> parse_enrol_proof(std::string_view payload);

std::string time_payload(std::string_view nonce, std::int64_t now_ms);

struct EnrolmentParts {
  std::vector<std::string> addresses;  // "https://host:8444"
  std::string ca_sha256;
  std::string root_x;
  std::string token;
};
/// `vang1:` + base64url of the JSON.
std::string enrolment_string(const EnrolmentParts& parts);

}  // namespace controller
