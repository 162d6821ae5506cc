#pragma once

#include <string>

#include "controller/api/problem.h"
#include "controller/store/store.h"

namespace controller {

/// 404: the area that the request itself names is not there. Thread-safe.
api::Problem no_area();

/// Inside a transaction: throws `gone` if there is no such area. AreaMap, which the judging before
/// went by, does not know yet of a removal that is committed while this write waits. Confined to
/// the owner of the session.
void require_area_in(Session& session, const std::string& code, const api::Problem& gone);

}  // namespace controller
