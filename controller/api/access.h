#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/people.h"
#include "controller/api/values.h"

namespace controller::api {

struct SignInAsk {
  std::string login;
  std::string password;
  std::string address;  // IP address, for the audit and for slowing down guesses
  std::string agent;    // User-Agent, shown in the list of sessions
};

struct SignedIn {
  std::string token;  // secret of the session: cookie or bearer. >= 256 bits, base64url; kept only
                      // as a hash
  std::string csrf;   // what a browser repeats in X-CSRF-Token
  Instant until{};
  Person me;
};

struct Session {
  Caller caller;
  std::string csrf;
  Instant until{};
  bool must_change_password = false;  // until then the front door answers nothing else
};

// One place where a person is signed in.
struct OpenSession {
  std::string id;     // UUIDv7
  std::string agent;  // User-Agent
  Instant created{};
  Instant expires{};
  bool own = false;  // the one that asks
};

// A person's public signing key, enrolled with proof that the private half is held.
struct KeyAsk {
  std::string x;     // Ed25519 public key, base64url
  std::string name;  // "Điện thoại trực ban"
  std::string
      proof;  // compact JWS, typ `vang-key-proof`, by that key over
              // {"v":1,"person":"<id>","x":"…","issued_ms":…} (issued within 10 minutes of now)
};

// Sessions, passwords and the caller's own keys. Passwords are argon2id; guesses are slowed (429
// with retry_after). Thread-safe. May block for as long as argon2id takes (sign_in,
// change_password), a few ms otherwise.
class Access {
 public:
  virtual ~Access() = default;

  // Throws 401 wrong_login (the same for unknown logins), 429 too_many_attempts.
  virtual SignedIn sign_in(const SignInAsk& ask) = 0;
  // The session behind a cookie or bearer; nothing if unknown or over. `address` fills
  // Caller::address.
  virtual std::optional<Session> session(std::string_view token, std::string_view address) = 0;
  virtual void sign_out(const Caller& caller) = 0;

  // The caller's own, newest first.
  virtual std::vector<OpenSession> open_sessions(const Caller& caller) = 0;
  // Ends one of the caller's own. Throws 404.
  virtual void end_session(const Caller& caller, const std::string& id) = 0;

  virtual Person me(const Caller& caller) = 0;
  // Ends the person's other sessions. Throws 401 wrong_password, 422 (password_unchanged,
  // password_too_short … as authority/password_rules.h).
  virtual void change_password(const Caller& caller, const std::string& old_password,
                               const std::string& new_password) = 0;
  // Puts the key into a new keyring version. Throws 422 with bad_proof, 409 key_in_use.
  virtual PersonKey enrol_key(const Caller& caller, const KeyAsk& ask) = 0;
  // Takes it out of the next keyring: revoked. Throws 404.
  virtual void revoke_key(const Caller& caller, const std::string& kid) = 0;
};

}  // namespace controller::api
