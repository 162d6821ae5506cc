// NATS JWTs (nats-io/jwt v2, alg ed25519-nkey): what the broker checks at each login. Operator
// signs accounts, the account signs users. They only open the door to the broker; nothing in them
// makes a device play. Issuing needs a signer of the issuer's key; reading is total. Pure
// functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace protocols::link {

// 64 bytes of pure Ed25519 over `bytes`; what trust::SigningKey::sign gives.
using SignBytes = std::function<std::string(std::string_view bytes)>;
using UnixSeconds = std::chrono::sys_seconds;

inline constexpr std::chrono::days kDeviceJwtLife{400};

struct JwtIssuer {
  std::string nkey;  // public nkey of the signer: operator "O…" or account "A…"
  SignBytes sign;
};

struct OperatorClaims {
  std::string nkey;  // subject = issuer: self-signed
  std::string name;
  std::string system_account;  // "A…"
  UnixSeconds issued{};
};
std::string make_operator_jwt(const OperatorClaims& claims, const JwtIssuer& self);

struct AccountClaims {
  std::string nkey;  // "A…"
  std::string name;
  UnixSeconds issued{};
  // User nkey -> JWTs issued at or before this second are refused ("*" = of every user).
  std::map<std::string, UnixSeconds> revocations;
  std::int64_t max_connections = -1;  // -1 = no limit
};
std::string make_account_jwt(const AccountClaims& claims, const JwtIssuer& operator_key);

struct UserClaims {
  std::string nkey;  // "U…"
  std::string name;
  UnixSeconds issued{};
  std::optional<UnixSeconds> expires;      // nullopt = never
  std::vector<std::string> may_publish;    // empty = anything the account may
  std::vector<std::string> may_subscribe;  // empty = anything the account may
};
std::string make_user_jwt(const UserClaims& claims, const JwtIssuer& account);

// Exactly what a device may do: publish v1.d.<id>.up.>, subscribe v1.d.<id>.> and v1.a.>, 400 days.
UserClaims device_claims(std::string_view device, std::string_view user_nkey, UnixSeconds now);

// What a holder wants to know of its own JWT. Total; the signature is not checked.
struct JwtSummary {
  std::string subject;
  std::string issuer;
  std::string name;
  UnixSeconds issued{};
  std::optional<UnixSeconds> expires;
};
std::optional<JwtSummary> read_jwt(std::string_view jwt);

}  // namespace protocols::link
