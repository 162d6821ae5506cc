#include "players/device/gate_json.h"

#include <nlohmann/json.hpp>

namespace players {

using Json = nlohmann::json;

namespace {

std::string text_of(const Json& json, const char* name) {
  if (!json.is_object()) return {};
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::string nonce_request_json(std::string_view device) {
  return Json{{"device", device}}.dump();
}

std::optional<std::string> parse_nonce_answer(std::string_view text) {
  auto nonce = text_of(Json::parse(text, nullptr, false), "nonce");
  if (nonce.empty()) return {};
  return nonce;
}

std::string session_proof_payload(std::string_view device, std::string_view nonce) {
  return Json{{"v", 1}, {"device", device}, {"nonce", nonce}}.dump();
}

std::string session_request_json(std::string_view device, std::string_view nonce,
                                 std::string_view proof) {
  return Json{{"device", device}, {"nonce", nonce}, {"proof", proof}}.dump();
}

std::optional<SessionAnswer> parse_session_answer(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  SessionAnswer answer{text_of(json, "jwt"), text_of(json, "bearer"), 0};
  if (answer.jwt.empty() || answer.bearer.empty()) return {};
  const auto until = json.find("bearer_until_ms");
  if (until != json.end() && until->is_number_integer()) answer.bearer_until_ms = *until;
  return answer;
}

std::string time_request_json(std::string_view nonce) {
  return Json{{"nonce", nonce}}.dump();
}

std::string problem_text(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  auto detail = text_of(json, "detail");
  return detail.empty() ? text_of(json, "title") : detail;
}

}  // namespace players
