#include "controller/store/people.h"

#include "controller/store/query.h"

namespace controller {

namespace {

template <class T>
std::optional<T> first(std::vector<T> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

template <class... A>
std::vector<PersonRow> people(Poco::Data::Session& session, std::string_view where, A&&... values) {
  std::vector<PersonRow> out;
  auto found = rows<std::string, std::string, std::string, std::string, std::string, std::string,
                    std::int64_t, std::int64_t, std::int64_t>(
      session,
      std::string("SELECT id, login, name, role, area, password_hash, created_ms, closed_ms, "
                  "must_change FROM people ")
          .append(where),
      std::forward<A>(values)...);
  for (auto& [id, login, name, role, area, hash, created, closed, must_change] : found) {
    out.push_back({std::move(id), std::move(login), std::move(name), std::move(role),
                   std::move(area), std::move(hash), created, closed, must_change != 0});
  }
  return out;
}

template <class... A>
std::vector<PersonKeyRow> keys(Poco::Data::Session& session, std::string_view where,
                               A&&... values) {
  std::vector<PersonKeyRow> out;
  auto found = rows<std::string, std::string, std::string, std::string, std::string, std::int64_t,
                    std::int64_t, std::int64_t>(
      session,
      std::string("SELECT kid, person, x, name, highest_class, from_ms, until_ms, revoked_ms "
                  "FROM person_keys ")
          .append(where),
      std::forward<A>(values)...);
  for (auto& [kid, person, x, name, highest, from, until, revoked] : found) {
    out.push_back({std::move(kid), std::move(person), std::move(x), std::move(name),
                   std::move(highest), from, until, revoked});
  }
  return out;
}

template <class... A>
std::vector<SessionRow> sessions(Poco::Data::Session& session, std::string_view where,
                                 A&&... values) {
  std::vector<SessionRow> out;
  auto found = rows<std::string, std::string, std::string, std::string, std::string, std::int64_t,
                    std::int64_t>(
      session,
      std::string("SELECT token_hash, id, csrf, agent, person, created_ms, expires_ms "
                  "FROM sessions ")
          .append(where),
      std::forward<A>(values)...);
  for (auto& [hash, id, csrf, agent, person, created, expires] : found) {
    out.push_back({std::move(hash), std::move(id), std::move(csrf), std::move(agent),
                   std::move(person), created, expires});
  }
  return out;
}

}  // namespace

void PeopleTable::insert(const PersonRow& p) {
  run(session_,
      "INSERT INTO people(id, login, name, role, area, password_hash, created_ms, closed_ms, "
      "must_change) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
      p.id, p.login, p.name, p.role, p.area, p.password_hash, p.created_ms, p.closed_ms,
      p.must_change);
}

std::optional<PersonRow> PeopleTable::find(std::string_view id) const {
  return first(people(session_, "WHERE id = ?", id));
}

std::optional<PersonRow> PeopleTable::find_login(std::string_view login) const {
  return first(people(session_, "WHERE login = ?", login));
}

std::vector<PersonRow> PeopleTable::all() const {
  return people(session_, "ORDER BY login");
}

void PeopleTable::update(const PersonRow& p) {
  run(session_, "UPDATE people SET name = ?, role = ?, area = ?, closed_ms = ? WHERE id = ?",
      p.name, p.role, p.area, p.closed_ms, p.id);
}

void PeopleTable::set_password(std::string_view id, std::string_view hash, bool must_change) {
  run(session_, "UPDATE people SET password_hash = ?, must_change = ? WHERE id = ?", hash,
      must_change, id);
}

std::int64_t PeopleTable::count() const {
  return std::get<0>(*row<std::int64_t>(session_, "SELECT COUNT(*) FROM people"));
}

void PersonKeyTable::insert(const PersonKeyRow& key) {
  run(session_,
      "INSERT INTO person_keys(kid, person, x, name, highest_class, from_ms, until_ms, revoked_ms) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      key.kid, key.person, key.x, key.name, key.highest_class, key.from_ms, key.until_ms,
      key.revoked_ms);
}

std::optional<PersonKeyRow> PersonKeyTable::find(std::string_view kid) const {
  return first(keys(session_, "WHERE kid = ?", kid));
}

std::vector<PersonKeyRow> PersonKeyTable::of_person(std::string_view person) const {
  return keys(session_, "WHERE person = ? ORDER BY from_ms, kid", person);
}

std::vector<PersonKeyRow> PersonKeyTable::all() const {
  return keys(session_, "ORDER BY from_ms, kid");
}

void PersonKeyTable::revoke(std::string_view kid, std::int64_t at_ms) {
  run(session_, "UPDATE person_keys SET revoked_ms = ? WHERE kid = ? AND revoked_ms = 0", at_ms,
      kid);
}

void PersonKeyTable::revoke_of(std::string_view person, std::int64_t at_ms) {
  run(session_, "UPDATE person_keys SET revoked_ms = ? WHERE person = ? AND revoked_ms = 0", at_ms,
      person);
}

void SessionTable::insert(const SessionRow& one) {
  run(session_,
      "INSERT INTO sessions(token_hash, id, csrf, agent, person, created_ms, expires_ms) "
      "VALUES(?, ?, ?, ?, ?, ?, ?)",
      one.token_hash, one.id, one.csrf, one.agent, one.person, one.created_ms, one.expires_ms);
}

std::optional<SessionRow> SessionTable::find(std::string_view token_hash) const {
  return first(sessions(session_, "WHERE token_hash = ?", token_hash));
}

std::vector<SessionRow> SessionTable::of_person(std::string_view person,
                                                std::int64_t now_ms) const {
  return sessions(session_, "WHERE person = ? AND expires_ms > ? ORDER BY created_ms DESC, id DESC",
                  person, now_ms);
}

void SessionTable::remove_id(std::string_view id) {
  run(session_, "DELETE FROM sessions WHERE id = ?", id);
}

bool SessionTable::remove_own(std::string_view person, std::string_view id) {
  return run(session_, "DELETE FROM sessions WHERE person = ? AND id = ?", person, id) > 0;
}

void SessionTable::remove_of(std::string_view person) {
  run(session_, "DELETE FROM sessions WHERE person = ?", person);
}

void SessionTable::remove_others(std::string_view person, std::string_view kept) {
  run(session_, "DELETE FROM sessions WHERE person = ? AND id <> ?", person, kept);
}

void SessionTable::remove_expired(std::int64_t now_ms) {
  run(session_, "DELETE FROM sessions WHERE expires_ms <= ?", now_ms);
}

}  // namespace controller
