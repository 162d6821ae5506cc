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
                    std::int64_t, std::int64_t>(
      session,
      std::string("SELECT id, login, name, role, area, password_hash, created_ms, closed_ms "
                  "FROM people ")
          .append(where),
      std::forward<A>(values)...);
  for (auto& [id, login, name, role, area, hash, created, closed] : found) {
    out.push_back({std::move(id), std::move(login), std::move(name), std::move(role),
                   std::move(area), std::move(hash), created, closed});
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

}  // namespace

void PeopleTable::insert(const PersonRow& p) {
  run(session_,
      "INSERT INTO people(id, login, name, role, area, password_hash, created_ms, closed_ms) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      p.id, p.login, p.name, p.role, p.area, p.password_hash, p.created_ms, p.closed_ms);
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

void PeopleTable::set_password(std::string_view id, std::string_view hash) {
  run(session_, "UPDATE people SET password_hash = ? WHERE id = ?", hash, id);
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
  auto found = row<std::string, std::string, std::string, std::string, std::string, std::int64_t,
                   std::int64_t>(
      session_,
      "SELECT token_hash, id, csrf, agent, person, created_ms, expires_ms FROM sessions "
      "WHERE token_hash = ?",
      token_hash);
  if (!found) return std::nullopt;
  auto& [hash, id, csrf, agent, person, created, expires] = *found;
  return SessionRow{std::move(hash),   std::move(id), std::move(csrf), std::move(agent),
                    std::move(person), created,       expires};
}

void SessionTable::remove_id(std::string_view id) {
  run(session_, "DELETE FROM sessions WHERE id = ?", id);
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
