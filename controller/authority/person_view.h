#pragma once

#include "controller/api/people.h"
#include "controller/store/people.h"
#include "controller/store/store.h"

namespace controller {

/// A person as the API shows them, from rows. Confined to its owner.
api::Person person_view(Session& session, const PersonRow& row);
api::PersonKey key_view(const PersonKeyRow& row);
api::Role role_of(const PersonRow& row);
std::string role_text(api::Role role);
/// What a person may see and do is below this; "*" for administrators.
std::string root_of(const PersonRow& row);

}  // namespace controller
