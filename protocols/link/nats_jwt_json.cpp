#include <nlohmann/json.hpp>

#include "protocols/io/digest.h"
#include "protocols/io/encoding.h"
#include "protocols/link/nats_jwt.h"
#include "protocols/link/subjects.h"

namespace protocols::link {

namespace {

using Json = nlohmann::json;

// `jti` only has to be unique: a digest of everything else. (nsc uses SHA-512/256 in base32; the
// server never recomputes it.)
std::string signed_jwt(Json claims, const JwtIssuer& issuer) {
  claims["iss"] = issuer.nkey;
  claims["jti"] = io::sha256_hex(claims.dump());
  const std::string header = R"({"typ":"JWT","alg":"ed25519-nkey"})";
  const std::string input = io::to_base64url(header) + "." + io::to_base64url(claims.dump());
  return input + "." + io::to_base64url(issuer.sign(input));
}

std::int64_t seconds_of(UnixSeconds instant) {
  return instant.time_since_epoch().count();
}

Json claims_json(const std::string& subject, const std::string& name, UnixSeconds issued,
                 Json nats) {
  nats["version"] = 2;
  return {{"sub", subject}, {"name", name}, {"iat", seconds_of(issued)}, {"nats", std::move(nats)}};
}

Json account_limits(std::int64_t max_connections) {
  return {{"subs", -1},    {"data", -1},        {"payload", -1}, {"imports", -1},
          {"exports", -1}, {"wildcards", true}, {"leaf", -1},    {"conn", max_connections}};
}

Json permission_json(const std::vector<std::string>& allow) {
  return allow.empty() ? Json::object() : Json{{"allow", allow}};
}

std::optional<Json> payload_of(std::string_view jwt) {
  const auto first = jwt.find('.');
  const auto second = jwt.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto text = io::from_base64url(jwt.substr(first + 1, second - first - 1));
  if (!text) return std::nullopt;
  Json claims = Json::parse(*text, nullptr, false);
  return claims.is_object() ? std::optional(std::move(claims)) : std::nullopt;
}

std::string text_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<UnixSeconds> instant_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return UnixSeconds(std::chrono::seconds(found->get<std::int64_t>()));
}

}  // namespace

std::string make_operator_jwt(const OperatorClaims& claims, const JwtIssuer& self) {
  return signed_jwt(claims_json(claims.nkey, claims.name, claims.issued,
                                {{"type", "operator"}, {"system_account", claims.system_account}}),
                    self);
}

std::string make_account_jwt(const AccountClaims& claims, const JwtIssuer& operator_key) {
  Json nats = {{"type", "account"},
               {"limits", account_limits(claims.max_connections)},
               {"default_permissions", {{"pub", Json::object()}, {"sub", Json::object()}}}};
  for (const auto& [nkey, at] : claims.revocations) nats["revocations"][nkey] = seconds_of(at);
  return signed_jwt(claims_json(claims.nkey, claims.name, claims.issued, std::move(nats)),
                    operator_key);
}

std::string make_user_jwt(const UserClaims& claims, const JwtIssuer& account) {
  Json json = claims_json(claims.nkey, claims.name, claims.issued,
                          {{"type", "user"},
                           {"pub", permission_json(claims.may_publish)},
                           {"sub", permission_json(claims.may_subscribe)},
                           {"subs", -1},
                           {"data", -1},
                           {"payload", -1}});
  if (claims.expires) json["exp"] = seconds_of(*claims.expires);
  return signed_jwt(std::move(json), account);
}

UserClaims device_claims(std::string_view device, std::string_view user_nkey, UnixSeconds now) {
  UserClaims claims;
  claims.nkey = user_nkey;
  claims.name = device;
  claims.issued = now;
  claims.expires = now + kDeviceJwtLife;
  claims.may_publish = {up_subject(device, ">")};
  claims.may_subscribe = {device_subject(device, ">"), "v1.a.>"};
  return claims;
}

std::optional<JwtSummary> read_jwt(std::string_view jwt) {
  const auto claims = payload_of(jwt);
  if (!claims) return std::nullopt;
  JwtSummary summary;
  summary.subject = text_member(*claims, "sub");
  summary.issuer = text_member(*claims, "iss");
  summary.name = text_member(*claims, "name");
  summary.issued = instant_member(*claims, "iat").value_or(UnixSeconds{});
  summary.expires = instant_member(*claims, "exp");
  if (summary.subject.empty() || summary.issuer.empty()) return std::nullopt;
  return summary;
}

}  // namespace protocols::link
