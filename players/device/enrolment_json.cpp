#include "players/device/enrolment_json.h"

#include <nlohmann/json.hpp>

#include "protocols/io/encoding.h"
#include "protocols/trust/strict_json.h"

namespace players {

namespace trust = protocols::trust;
using Json = nlohmann::json;

namespace {

std::optional<Json> object_from(std::string_view text) {
  if (trust::check_json(text) != trust::Reason::none) return {};
  auto json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  return json;
}

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::vector<std::string> texts_of(const Json& json, const char* name) {
  std::vector<std::string> texts;
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array()) return texts;
  for (const auto& item : *found)
    if (item.is_string() && !item.get_ref<const std::string&>().empty()) texts.push_back(item);
  return texts;
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

}  // namespace

std::optional<EnrolmentString> parse_enrolment_string(std::string_view text) {
  constexpr std::string_view prefix = "vang1:";
  text = trimmed(text);
  if (!text.starts_with(prefix)) return {};
  const auto bytes = protocols::io::from_base64url(text.substr(prefix.size()));
  const auto json = bytes ? object_from(*bytes) : std::nullopt;
  if (!json) return {};
  const auto root = trust::PublicKey::from_x(text_of(*json, "root"));
  EnrolmentString string{texts_of(*json, "a"), text_of(*json, "ca"),
                         root.value_or(trust::PublicKey{}), text_of(*json, "t")};
  if (!root || string.addresses.empty() || string.ca_sha256.size() != 43 || string.token.empty())
    return {};
  return string;
}

std::optional<EnrolmentAnswer> parse_enrolment_answer(std::string_view text) {
  const auto json = object_from(text);
  if (!json) return {};
  EnrolmentAnswer answer{text_of(*json, "device"),  text_of(*json, "jwt"),
                         text_of(*json, "keyring"), text_of(*json, "placement"),
                         texts_of(*json, "link"),   texts_of(*json, "devices")};
  if (answer.device.empty() || answer.jwt.empty() || answer.keyring.empty() ||
      answer.placement.empty() || answer.link.empty() || answer.devices.empty())
    return {};
  return answer;
}

std::string enrol_request_json(std::string_view token, std::string_view jwk, std::string_view nkey,
                               std::string_view proof) {
  return Json{{"token", token}, {"jwk", Json::parse(jwk)}, {"nkey", nkey}, {"proof", proof}}.dump();
}

std::string enrol_proof_payload(std::string_view token) {
  return Json{{"v", 1}, {"token", token}}.dump();
}

std::string enrolled_to_json(const Enrolled& enrolled) {
  return Json{{"v", 1},
              {"device", enrolled.device},
              {"jwt", enrolled.jwt},
              {"root", enrolled.root.x()},
              {"link", enrolled.link},
              {"devices", enrolled.devices}}
      .dump();
}

std::optional<Enrolled> parse_enrolled(std::string_view text) {
  const auto json = object_from(text);
  if (!json) return {};
  const auto root = trust::PublicKey::from_x(text_of(*json, "root"));
  Enrolled enrolled{text_of(*json, "device"), text_of(*json, "jwt"),
                    root.value_or(trust::PublicKey{}), texts_of(*json, "link"),
                    texts_of(*json, "devices")};
  if (!root || enrolled.device.empty() || enrolled.link.empty() || enrolled.devices.empty())
    return {};
  return enrolled;
}

}  // namespace players
