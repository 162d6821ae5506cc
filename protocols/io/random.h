#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocols/io/clock.h"

/// Chance from the system's generator (getrandom through libsodium). Thread-safe.
namespace protocols::io {

std::string random_bytes(std::size_t count);
/// Uniform in [0, bound); 0 for bound 0 or 1.
std::uint32_t random_below(std::uint32_t bound);
/// Uniform in [0, 1).
double random_unit();
/// A secret for links and headers: `bytes` random bytes in base64url.
std::string random_token(std::size_t bytes = 24);

/// UUIDv7 (RFC 9562 section 5.7) in lower case: 48 bits of `now` in ms, 74 random bits. Ids made in
/// the same millisecond are not ordered among themselves.
std::string uuid7(WallTime now);
std::string uuid7(const Clock& clock);
/// True for any UUID written in lower case with dashes and version digit 7, RFC variant.
bool is_uuid7(std::string_view text);

}  // namespace protocols::io
