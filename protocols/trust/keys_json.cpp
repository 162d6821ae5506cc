#include "protocols/trust/keys_json.h"

#include <nlohmann/json.hpp>

#include "protocols/io/encoding.h"
#include "protocols/trust/keys.h"
#include "protocols/trust/strict_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;

/// An OKP JWK on Ed25519, or nothing.
std::optional<Json> parse_okp(std::string_view text) {
  if (check_json(text) != Reason::none) return std::nullopt;
  auto json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("kty", Json()) != "OKP" ||
      json.value("crv", Json()) != "Ed25519" || !json.value("x", Json()).is_string()) {
    return std::nullopt;
  }
  return json;
}

}  // namespace

std::optional<PublicKey> parse_jwk(std::string_view text) {
  const auto json = parse_okp(text);
  if (!json || json->contains("d")) return std::nullopt;
  const auto key = PublicKey::from_x(json->at("x").get<std::string>());
  if (key && json->contains("kid") && json->at("kid") != key->kid()) return std::nullopt;
  return key;
}

std::optional<SecretJwk> parse_secret_jwk(std::string_view text) {
  const auto json = parse_okp(text);
  if (!json || !json->value("d", Json()).is_string()) return std::nullopt;
  auto seed = io::from_base64url(json->at("d").get_ref<const std::string&>());
  if (!seed || seed->size() != 32) return std::nullopt;
  return SecretJwk{json->at("x").get<std::string>(), std::move(*seed)};
}

}  // namespace protocols::trust
