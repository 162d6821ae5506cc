#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/access.h"
#include "controller/authority/area_map.h"
#include "controller/authority/attempts.h"
#include "controller/authority/changes.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "controller/store/people.h"
#include "controller/store/store.h"

namespace controller {

/// `api::Access`: signing in and out, sessions (7 days; only the hash of the token is stored),
/// one's password (a new one ends one's other sessions) and one's signing keys. Thread-safe;
/// argon2id runs on the caller's thread.
class AccessDesk final : public api::Access {
 public:
  AccessDesk(Store& store, const AreaMap& areas, KeyringBook& keyring, const Signing& signing,
             const protocols::io::Clock& clock);

  /// Told after a new keyring version. Set before use.
  void on_change(OnDocumentChange told) { told_ = std::move(told); }

  api::SignedIn sign_in(const api::SignInAsk& ask) override;
  std::optional<api::Session> session(std::string_view token, std::string_view address) override;
  void sign_out(const api::Caller& caller) override;
  std::vector<api::OpenSession> open_sessions(const api::Caller& caller) override;
  void end_session(const api::Caller& caller, const std::string& id) override;
  api::Person me(const api::Caller& caller) override;
  void change_password(const api::Caller& caller, const std::string& old_password,
                       const std::string& new_password) override;
  api::PersonKey enrol_key(const api::Caller& caller, const api::KeyAsk& ask) override;
  void revoke_key(const api::Caller& caller, const std::string& kid) override;

 private:
  void slow_down(const api::SignInAsk& ask) const;
  PersonRow person_who_knows(const api::SignInAsk& ask);
  PersonRow row_of(const api::Caller& caller) const;
  void check_new_password(const PersonRow& person, const std::string& password) const;
  void check_proof(const api::Caller& caller, const api::KeyAsk& ask, const std::string& kid) const;
  void keyring_changed();

  Store& store_;
  const AreaMap& areas_;
  KeyringBook& keyring_;
  const Signing& signing_;
  const protocols::io::Clock& clock_;
  const std::string nobody_hash_;  // so that an unknown login takes as long as a wrong password
  Attempts of_login_;
  Attempts of_address_;  // one address may be a whole office: it has more tries
  OnDocumentChange told_;
};

}  // namespace controller
