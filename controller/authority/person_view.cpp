#include "controller/authority/person_view.h"

#include "controller/authority/revision.h"
#include "protocols/io/clock.h"

namespace controller {

api::Role role_of(const PersonRow& row) {
  if (row.role == "administrator") return api::Role::Administrator;
  return row.role == "staff" ? api::Role::Staff : api::Role::None;
}

std::string role_text(api::Role role) {
  return role == api::Role::Administrator ? "administrator" : "staff";
}

std::string root_of(const PersonRow& row) {
  return role_of(row) == api::Role::Administrator ? "*" : row.area;
}

api::PersonKey key_view(const PersonKeyRow& row) {
  return {row.kid, row.x, row.name, protocols::io::from_ms(row.from_ms),
          protocols::io::from_ms(row.revoked_ms)};
}

api::Person person_view(Session& session, const PersonRow& row) {
  api::Person person{row.id,
                     row.login,
                     row.name,
                     role_of(row),
                     root_of(row),
                     row.closed_ms != 0,
                     row.must_change,
                     protocols::io::from_ms(row.created_ms),
                     {}};
  for (const auto& key : PersonKeyTable(session).of_person(row.id)) {
    person.keys.push_back(key_view(key));
  }
  person.revision = revision_of(person);
  return person;
}

}  // namespace controller
