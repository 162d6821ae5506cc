#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "controller/api/problem.h"
#include "controller/store/store.h"

namespace controller {

/// What stands in the area itself and keeps it from being removed: areas directly below
/// (`child_area`), devices not retired (`device_here`), people who may sign in (`person_here`) and
/// a newest published programme with entries (`programme_published`), at most `most` of them; empty
/// = nothing does. Inside a transaction; confined to the owner of the session.
std::vector<api::Detail> uses_of_area(Session& session, const std::string& code, std::size_t most);

}  // namespace controller
