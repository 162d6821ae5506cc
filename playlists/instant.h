// Time as Vang counts it: whole milliseconds of UTC, passed in by whoever owns a clock. Nothing in
// playlists/ reads one.
#pragma once

#include <chrono>
#include <cstdint>

namespace playlists {

using Duration = std::chrono::milliseconds;
/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds (members `*_ms` of
/// docs/documents.md).
using Instant = std::chrono::sys_time<Duration>;

/// The largest value any `*_ms` member may hold: 9999-12-31T23:59:59.999Z.
inline constexpr std::int64_t max_instant_ms = 253'402'300'799'999;

constexpr Instant instant_from_ms(std::int64_t ms) {
  return Instant{Duration{ms}};
}
constexpr std::int64_t to_ms(Instant instant) {
  return instant.time_since_epoch().count();
}
/// `until_ms`, `valid_until_ms`: 0 in a document means "open"; here an open end is the largest
/// instant.
inline constexpr Instant open_end = instant_from_ms(max_instant_ms);

}  // namespace playlists
