#include "controller/authority/proofs_json.h"

#include <nlohmann/json.hpp>

#include "protocols/io/encoding.h"

namespace controller {

namespace {

using nlohmann::ordered_json;

std::optional<std::string> text(const ordered_json& json, const char* name) {
  const auto at = json.find(name);
  if (at == json.end() || !at->is_string()) return std::nullopt;
  return at->get<std::string>();
}

// An object whose v is 1.
std::optional<ordered_json> read(std::string_view payload) {
  auto json = ordered_json::parse(payload, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto v = json.find("v");
  if (v == json.end() || !v->is_number_integer() || v->get<std::int64_t>() != 1)
    return std::nullopt;
  return json;
}

}  // namespace

std::optional<KeyProof> parse_key_proof(std::string_view payload) {
  const auto json = read(payload);
  if (!json) return std::nullopt;
  const auto person = text(*json, "person");
  const auto x = text(*json, "x");
  const auto issued = json->find("issued_ms");
  if (!person || !x || issued == json->end() || !issued->is_number_integer()) return std::nullopt;
  return KeyProof{*person, *x, issued->get<std::int64_t>()};
}

std::optional<std::string> parse_enrol_proof(std::string_view payload) {
  const auto json = read(payload);
  return json ? text(*json, "token") : std::nullopt;
}

std::string time_payload(std::string_view nonce, std::int64_t now_ms) {
  return ordered_json{{"v", 1}, {"nonce", nonce}, {"now_ms", now_ms}}.dump(
      -1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string enrolment_string(const EnrolmentParts& parts) {
  const ordered_json json{
      {"a", parts.addresses}, {"ca", parts.ca_sha256}, {"root", parts.root_x}, {"t", parts.token}};
  return "vang1:" + protocols::io::to_base64url(json.dump());
}

}  // namespace controller
