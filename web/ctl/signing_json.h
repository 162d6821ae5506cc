#pragma once

#include <string>

#include "web/ctl/session_json.h"

namespace ctl {

/// Signs exactly the bytes the server prepared (`payload`, base64url) with a key file and returns
/// {"jws": …}. Refuses if the bytes do not have the hash the server named.
Json signed_payload(const Json& prepared, const std::string& typ, const std::string& key_file);

}  // namespace ctl
