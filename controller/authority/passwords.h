#pragma once

#include <string>
#include <string_view>

namespace controller {

/// Passwords are put into NFC (password_rules.h says which are good) and kept as argon2id (RFC
/// 9106) strings of libsodium, interactive limits (64 MiB, some 50-100 ms): slow on purpose, so
/// never on a loop. Thread-safe.
std::string password_hash(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);

/// A password for the first administrator: 20 characters that nobody confuses when reading them
/// aloud, 100 bits of chance.
std::string make_password();

}  // namespace controller
