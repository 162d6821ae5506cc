#pragma once

#include <string>
#include <string_view>

#include "protocols/trust/keyring.h"

namespace protocols::trust {

/// The payload of a `vang-keyring` document.
std::string keyring_to_json(const Keyring& keyring);
/// malformed, duplicate_member, unsupported_version or bad_payload for what is not one: also for a
/// kid that is not its key's thumbprint, and for one kid twice. Entries of `may` that are unknown
/// are skipped. Total.
Checked<Keyring> parse_keyring(std::string_view payload);

}  // namespace protocols::trust
