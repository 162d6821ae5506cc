#pragma once

#include <string>

#include "web/ctl/session_json.h"

namespace ctl {

/// What publishing would change (ProgrammeChanges of web/openapi.yaml) in words, Vietnamese first:
/// one line for each entry, and for a changed one what it was and will be. Total. Pure function.
std::string changes_text(const Json& changes);

}  // namespace ctl
