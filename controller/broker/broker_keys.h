// The keys of NATS' operator mode: operator, system account, the account "vang", and vangd's own
// two users. Made at first start and kept as nkey seeds (0600) in the broker's folder. They open
// the broker and nothing else: no device obeys anything signed by them. Immutable after
// construction; issuing is thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "protocols/link/link_connection.h"
#include "protocols/link/nats_jwt.h"
#include "protocols/link/nkey.h"
#include "protocols/trust/keys.h"

namespace controller {

class BrokerKeys {
 public:
  // Loads `folder`/*.seed, making what is missing. Throws if one is damaged, naming it.
  explicit BrokerKeys(const std::filesystem::path& folder);

  const std::string& operator_nkey() const { return operator_.nkey; }  // "O…"
  const std::string& account() const { return account_.nkey; }         // "A…" of the devices
  const std::string& system_account() const { return system_.nkey; }   // "A…"

  std::string operator_jwt(std::chrono::sys_seconds now) const;
  std::string system_account_jwt(std::chrono::sys_seconds now) const;
  std::string account_jwt(std::chrono::sys_seconds now,
                          std::map<std::string, std::chrono::sys_seconds> revocations) const;

  // A device's pass: docs/link.md's permissions, 400 days. `user_nkey` is its public key as "U…";
  // throws std::invalid_argument if it is none.
  std::string device_jwt(std::string_view device, std::string_view user_nkey,
                         std::chrono::sys_seconds now) const;

  // vangd's own passes, made anew at every connect (valid one day: they are used at once).
  protocols::link::Credentials controller_login(std::chrono::sys_seconds now) const;
  protocols::link::Credentials system_login(std::chrono::sys_seconds now) const;

 private:
  struct Pair {
    protocols::trust::SigningKey key;
    std::string nkey;
    protocols::link::JwtIssuer issuer() const;
  };
  static Pair load_or_make(const std::filesystem::path& file, protocols::link::NkeyKind kind);
  static protocols::link::Credentials login(const Pair& user, const Pair& account,
                                            std::string_view name, std::chrono::sys_seconds now);

  Pair operator_;
  Pair system_;
  Pair account_;
  Pair controller_user_;
  Pair system_user_;
};

}  // namespace controller
