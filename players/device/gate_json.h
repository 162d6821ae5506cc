#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace players {

/// Bodies of the device listener's requests and answers (docs/link.md). Parsers are total.

std::string nonce_request_json(std::string_view device);
std::optional<std::string> parse_nonce_answer(std::string_view json);

/// What the device signs to get a session: {v, device, nonce}.
std::string session_proof_payload(std::string_view device, std::string_view nonce);
std::string session_request_json(std::string_view device, std::string_view nonce,
                                 std::string_view proof);
struct SessionAnswer {
  std::string jwt;
  std::string bearer;
  std::int64_t bearer_until_ms = 0;
};
std::optional<SessionAnswer> parse_session_answer(std::string_view json);

std::string time_request_json(std::string_view nonce);

/// `title` or `detail` of an RFC 9457 problem, for the log; empty if it is none.
std::string problem_text(std::string_view json);

}  // namespace players
