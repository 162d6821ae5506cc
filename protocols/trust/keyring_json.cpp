#include "protocols/trust/keyring_json.h"

#include <nlohmann/json.hpp>
#include <set>

#include "protocols/trust/payload_json.h"
#include "protocols/trust/strict_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;

Use use_from(const std::string& text) {
  if (text == "person") return Use::person;
  return text == "online" ? Use::online : Use::none;
}

std::vector<DocumentType> types_from(const std::vector<std::string>& names) {
  std::vector<DocumentType> types;
  for (const auto& name : names) {
    const auto type = document_type_from("vang-" + name);
    if (type != DocumentType::none) types.push_back(type);
  }
  return types;
}

std::optional<KeyringKey> parse_key(const Json& json) {
  PayloadReader read(json);
  KeyringKey key;
  key.kid = read.text("kid");
  const auto open = PublicKey::from_x(read.text("x"));
  key.name = read.text("name");
  key.use = use_from(read.text("use"));
  key.may = types_from(read.texts("may"));
  key.areas = read.texts("areas");
  key.highest_class = rank_from(read.text("highest_class"));
  key.from_ms = read.integer("from_ms");
  key.until_ms = read.integer("until_ms");
  const bool known = key.use != Use::none && key.highest_class != Rank::none;
  if (!read.ok() || !open || open->kid() != key.kid || !known) return std::nullopt;
  key.key = *open;
  return key;
}

Json json_of(const KeyringKey& key) {
  auto may = Json::array();
  for (const auto type : key.may) may.push_back(std::string(name(type)));
  return {{"kid", key.kid},
          {"x", key.key.x()},
          {"name", key.name},
          {"use", key.use == Use::person ? "person" : "online"},
          {"may", may},
          {"areas", key.areas},
          {"highest_class", std::string(name(key.highest_class))},
          {"from_ms", key.from_ms},
          {"until_ms", key.until_ms}};
}

}  // namespace

std::string keyring_to_json(const Keyring& keyring) {
  auto keys = Json::array();
  for (const auto& key : keyring.keys) keys.push_back(json_of(key));
  return Json{
      {"v", 1}, {"version", keyring.version}, {"issued_ms", keyring.issued_ms}, {"keys", keys}}
      .dump();
}

Checked<Keyring> parse_keyring(std::string_view payload) {
  if (const auto reason = check_json(payload); reason != Reason::none) {
    return Refusal{reason, "keyring", {}};
  }
  const auto json = Json::parse(payload, nullptr, false);
  if (const auto reason = check_version(json); reason != Reason::none) {
    return Refusal{reason, "keyring", {}};
  }
  PayloadReader read(json);
  Keyring keyring;
  keyring.version = read.integer("version");
  keyring.issued_ms = read.integer("issued_ms");
  const auto* keys = read.array("keys");
  if (!read.ok() || keyring.version < 1) return Refusal{Reason::bad_payload, read.missing(), {}};
  std::set<std::string> kids;
  for (const auto& item : *keys) {
    auto key = parse_key(item);
    if (!key || !kids.insert(key->kid).second) return Refusal{Reason::bad_payload, "keys", {}};
    keyring.keys.push_back(std::move(*key));
  }
  return keyring;
}

}  // namespace protocols::trust
