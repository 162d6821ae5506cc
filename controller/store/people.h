#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

/// Somebody who may sign in.
struct PersonRow {
  std::string id;     // UUIDv7
  std::string login;  // unique
  std::string name;
  std::string role;           // "administrator" or "staff"
  std::string area;           // staff: the area they serve; administrator: ""
  std::string password_hash;  // libsodium argon2id string
  std::int64_t created_ms = 0;
  std::int64_t closed_ms = 0;  // 0 = may sign in
  bool must_change = false;    // the password is one that somebody else set
};

/// A public key with which a person signs messages and orders.
struct PersonKeyRow {
  std::string kid;     // RFC 7638 thumbprint
  std::string person;  // PersonRow::id
  std::string x;       // base64url public key
  std::string name;    // what its owner calls it
  std::string highest_class;
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;    // 0 = open
  std::int64_t revoked_ms = 0;  // 0 = counts
};

/// A signed-in browser or command line; the token itself is never stored.
struct SessionRow {
  std::string token_hash;  // SHA-256 of the bearer token, hex
  std::string id;          // UUIDv7, for naming it without knowing it
  std::string csrf;
  std::string agent;  // User-Agent
  std::string person;
  std::int64_t created_ms = 0;
  std::int64_t expires_ms = 0;
};

/// The table `people`. Confined to its owner.
class PeopleTable {
 public:
  explicit PeopleTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const PersonRow& person);  // throws on a login already taken
  std::optional<PersonRow> find(std::string_view id) const;
  std::optional<PersonRow> find_login(std::string_view login) const;
  std::vector<PersonRow> all() const;
  void update(const PersonRow& person);  // name, role, area, closed_ms
  void set_password(std::string_view id, std::string_view hash, bool must_change);
  std::int64_t count() const;

 private:
  Poco::Data::Session& session_;
};

/// The table `person_keys`. Confined to its owner.
class PersonKeyTable {
 public:
  explicit PersonKeyTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const PersonKeyRow& key);
  std::optional<PersonKeyRow> find(std::string_view kid) const;
  std::vector<PersonKeyRow> of_person(std::string_view person) const;
  std::vector<PersonKeyRow> all() const;
  void revoke(std::string_view kid, std::int64_t at_ms);
  void revoke_of(std::string_view person, std::int64_t at_ms);

 private:
  Poco::Data::Session& session_;
};

/// The table `sessions`. Confined to its owner.
class SessionTable {
 public:
  explicit SessionTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const SessionRow& row);
  std::optional<SessionRow> find(std::string_view token_hash) const;
  /// Those that end after `now_ms`, newest first.
  std::vector<SessionRow> of_person(std::string_view person, std::int64_t now_ms) const;
  void remove_id(std::string_view id);
  /// True if this person had a session of this id.
  bool remove_own(std::string_view person, std::string_view id);
  void remove_of(std::string_view person);
  /// All of this person but the session `kept` (SessionRow::id).
  void remove_others(std::string_view person, std::string_view kept);
  void remove_expired(std::int64_t now_ms);

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
