#include "controller/authority/people_register.h"

#include <algorithm>
#include <string_view>

#include "controller/authority/area_check.h"
#include "controller/authority/detail.h"
#include "controller/authority/paging.h"
#include "controller/authority/password_rules.h"
#include "controller/authority/passwords.h"
#include "controller/authority/person_view.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/random.h"

namespace controller {

namespace {

using protocols::io::to_ms;

bool is_login(std::string_view login) {
  return login.size() >= 2 && login.size() <= 40 && std::ranges::all_of(login, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-';
         });
}

api::Problem nobody() {
  return api::not_found("Không có người này.", "There is no such person.");
}

void check_name(std::string_view name) {
  if (!name.empty() && name.size() <= 400) return;
  throw mistake("/name", "bad_name", "Cần họ tên, không quá 100 ký tự.",
                "A name is needed, of at most 100 characters.");
}

PersonRow row_of(Session& session, const std::string& id) {
  auto row = PeopleTable(session).find(id);
  if (!row) throw nobody();
  return *std::move(row);
}

bool is_last_administrator(Session& session, const std::string& id) {
  return std::ranges::none_of(PeopleTable(session).all(), [&](const PersonRow& row) {
    return row.id != id && row.closed_ms == 0 && role_of(row) == api::Role::Administrator;
  });
}

bool has_key(Session& session, const std::string& person) {
  return std::ranges::any_of(PersonKeyTable(session).of_person(person),
                             [](const PersonKeyRow& key) { return key.revoked_ms == 0; });
}

// What somebody else knows is a first password: the person changes it, signing in anew.
void set_first_password(Session& session, const std::string& person, const std::string& hash) {
  PeopleTable(session).set_password(person, hash, true);
  SessionTable(session).remove_of(person);
}

void require_as_seen(Session& session, const PersonRow& row, const std::string& revision) {
  if (revision.empty() || person_view(session, row).revision == revision) return;
  throw api::changed_meanwhile();
}

// Staff serve an area that is there.
void require_place(Session& session, const PersonRow& row) {
  if (role_of(row) == api::Role::Staff) require_area_in(session, row.area, no_such_area("/area"));
}

// Would the keyring say something else of this person's keys?
bool reads_otherwise(const PersonRow& before, const PersonRow& after) {
  return before.name != after.name || root_of(before) != root_of(after) ||
         before.closed_ms != after.closed_ms;
}

}  // namespace

bool PeopleRegister::make_first(const std::filesystem::path& file) {
  if (store_.read([](Session& s) { return PeopleTable(s).count(); }) > 0) return false;
  const std::string password = make_password();
  const auto now = clock_.wall();
  const PersonRow row{protocols::io::uuid7(now),
                      "admin",
                      "Quản trị",
                      "administrator",
                      "",
                      password_hash(password),
                      to_ms(now),
                      0,
                      false};
  protocols::io::write_durably(file, "login: admin\npassword: " + password + "\n", 0600);
  const AuditRow entry{0, to_ms(now), "", "person.create", "*", row.id, "first administrator", ""};
  store_
      .write([row, entry](Session& s) {
        PeopleTable(s).insert(row);
        AuditTable(s).append(entry);
      })
      .get();
  return true;
}

void PeopleRegister::check_place(api::Role role, const std::string& area) const {
  if (role == api::Role::None) {
    throw mistake("/role", "bad_role", "Vai trò phải là administrator hoặc staff.",
                  "The role must be administrator or staff.");
  }
  if (role == api::Role::Staff && !areas_.knows(area)) throw no_such_area("/area");
}

api::Page<api::Person> PeopleRegister::list(const api::Caller& caller, const api::PageAsk& page) {
  rights_.require(caller, Act::Govern, "*");
  auto all = store_.read([](Session& s) {
    std::vector<api::Person> out;
    for (const auto& row : PeopleTable(s).all()) out.push_back(person_view(s, row));
    return out;
  });
  return page_of(std::move(all), page, [](const api::Person& person) { return person.login; });
}

api::Person PeopleRegister::one(const api::Caller& caller, const std::string& id) {
  rights_.require(caller, Act::Govern, "*");
  return store_.read([&](Session& s) { return person_view(s, row_of(s, id)); });
}

api::Person PeopleRegister::create(const api::Caller& caller, const api::PersonAsk& ask) {
  rights_.require(caller, Act::Govern, "*");
  if (!is_login(ask.login)) {
    throw mistake("/login", "bad_login", "Tên đăng nhập gồm 2-40 ký tự a-z, 0-9, dấu . _ -",
                  "A login is 2-40 of a-z, 0-9 and . _ -");
  }
  check_name(ask.name);
  require_good_password(ask.password, {ask.login, ask.name, areas_.province()}, "/password");
  check_place(ask.role, ask.area);
  const auto now = clock_.wall();
  const bool everywhere = ask.role == api::Role::Administrator;
  const PersonRow row{protocols::io::uuid7(now),
                      ask.login,
                      ask.name,
                      role_text(ask.role),
                      everywhere ? "" : ask.area,
                      password_hash(ask.password),
                      to_ms(now),
                      0,
                      true};
  const auto entry = deed(caller, now, "person.create", root_of(row), row.id, row.login);
  return store_
      .write([row, entry](Session& s) {
        if (PeopleTable(s).find_login(row.login)) {
          throw api::conflict("login_taken", "Tên đăng nhập này đã có người dùng.",
                              "Somebody has this login already.");
        }
        require_place(s, row);
        PeopleTable(s).insert(row);
        AuditTable(s).append(entry);
        return person_view(s, row);
      })
      .get();
}

PersonRow PeopleRegister::changed(PersonRow row, const api::PersonChange& change,
                                  std::int64_t now_ms) const {
  if (change.name) row.name = *change.name;
  if (change.role) row.role = role_text(*change.role);
  if (change.area) row.area = *change.area;
  if (role_of(row) == api::Role::Administrator) row.area.clear();
  check_place(change.role.value_or(role_of(row)), row.area);
  if (change.disabled && !*change.disabled) row.closed_ms = 0;
  if (change.disabled && *change.disabled && row.closed_ms == 0) row.closed_ms = now_ms;
  return row;
}

bool PeopleRegister::store_change(Session& session, const PersonRow& before,
                                  const PersonRow& after) const {
  const bool leaves = after.closed_ms != 0;
  const bool steps_down = leaves || role_of(after) != api::Role::Administrator;
  if (steps_down && is_last_administrator(session, after.id)) {
    throw api::conflict("last_administrator", "Phải còn ít nhất một quản trị viên.",
                        "At least one administrator must remain.");
  }
  const bool in_keyring = has_key(session, after.id);
  PeopleTable(session).update(after);
  if (leaves) SessionTable(session).remove_of(after.id);
  if (leaves) PersonKeyTable(session).revoke_of(after.id, after.closed_ms);
  if (!in_keyring || !reads_otherwise(before, after)) return false;
  keyring_.renew(session);
  return true;
}

api::Person PeopleRegister::change(const api::Caller& caller, const std::string& id,
                                   const api::PersonChange& change) {
  rights_.require(caller, Act::Govern, "*");
  const auto now_is = store_.read([&](Session& s) { return row_of(s, id); });
  const std::string& login = now_is.login;
  if (change.name) check_name(*change.name);
  if (change.password) {
    const std::string name = change.name.value_or(now_is.name);
    require_good_password(*change.password, {login, name, areas_.province()}, "/password");
  }
  const std::string hash = change.password ? password_hash(*change.password) : "";
  const auto now = clock_.wall();
  const auto [person, renewed] =
      store_
          .write([=, this](Session& s) {
            // Read here, so that two changes at once both count.
            const PersonRow before = row_of(s, id);
            require_as_seen(s, before, change.revision);
            const PersonRow after = changed(before, change, to_ms(now));
            require_place(s, after);
            const bool other_keyring = store_change(s, before, after);
            if (!hash.empty()) set_first_password(s, id, hash);
            AuditTable(s).append(deed(caller, now, "person.change", root_of(after), id, login));
            return std::pair(person_view(s, row_of(s, id)), other_keyring);
          })
          .get();
  if (!renewed) return person;
  keyring_.refresh();
  if (told_) told_({DocumentChange::Kind::Keyring, ""});
  return person;
}

}  // namespace controller
