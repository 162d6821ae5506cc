#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct PersonKey {
  std::string kid;  // RFC 7638 thumbprint
  std::string x;    // public key, base64url
  std::string name;
  Instant enrolled{};
  Instant revoked{};  // the epoch = counts
};

struct Person {
  std::string id;  // UUIDv7
  std::string login;
  std::string name;
  Role role = Role::None;
  std::string area;  // code; the root of an administrator is "*"
  bool disabled = false;
  bool must_change_password = false;  // it is one that somebody else set
  Instant created{};
  std::vector<PersonKey> keys;
  std::string revision{};  // opaque, without quotes: another when anything above is. Its ETag.
};

struct PersonAsk {
  std::string login;     // [a-z0-9._-]{2,40}
  std::string name;      // 1-100 characters
  std::string password;  // the first one; the person changes it
  Role role = Role::Staff;
  std::string area;
};

// What to change; what is absent stays.
struct PersonChange {
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<std::string> area;
  std::optional<bool> disabled;         // true ends all sessions and revokes the keys
  std::optional<std::string> password;  // a new first password, set by an administrator
  std::string revision{};               // only if it is still this one; empty = however it is
};

// The people who use the console. Administrators only. Thread-safe; may block a few ms.
class People {
 public:
  virtual ~People() = default;
  virtual Page<Person> list(const Caller& caller, const PageAsk& page) = 0;
  virtual Person one(const Caller& caller, const std::string& id) = 0;
  // The password is a first one: see Person::must_change_password. Throws 409 login_taken, 422
  // (unknown_area, bad_login, password_too_short … as authority/password_rules.h).
  virtual Person create(const Caller& caller, const PersonAsk& ask) = 0;
  // Throws 404, 409 last_administrator, 412 changed_meanwhile, 422.
  virtual Person change(const Caller& caller, const std::string& id,
                        const PersonChange& change) = 0;
};

}  // namespace controller::api
