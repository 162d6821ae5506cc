// Local civil time by IANA zone rules, both ways, with one written rule for days that lose or gain
// an hour. Pure functions over the system's zone tables (date::tz). Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "playlists/instant.h"
#include "playlists/programme/entry.h"

namespace date {
class time_zone;
}

namespace playlists {

/// A stretch of local time in which a zone keeps one offset and no local time is skipped or
/// doubled.
struct SteadyOffset {
  LocalSeconds from{};
  LocalSeconds until{};
  std::chrono::seconds offset{};
};

/// The rules of one zone. A small handle; copies are cheap. Immutable after construction.
class ZoneRules {
 public:
  /// Nothing when the system knows no such zone.
  static std::optional<ZoneRules> find(std::string_view name);

  /// The instant at which a clock on the wall shows that day and time. A time that the clock skips
  /// (gap) is read with the offset before the gap; one that it shows twice (overlap) is the first
  /// of both (RFC 5545 §3.3.5): everything plays once.
  Instant instant_of(LocalSeconds local) const;
  Instant instant_of(CivilDay day, CivilTime time) const;
  /// What the wall clock shows, whole seconds.
  LocalSeconds local_of(Instant instant) const;
  /// The first instant after `after` at which the clock on the wall shows `time`.
  Instant next_showing(CivilTime time, Instant after) const;
  /// The steady stretch that holds `local`; an empty one when it is near a shift.
  SteadyOffset steady_around(LocalSeconds local) const;
  /// The day the wall calendar shows.
  CivilDay day_of(Instant instant) const;
  /// Seconds since local midnight that the wall clock shows.
  CivilTime time_of(Instant instant) const;

 private:
  explicit ZoneRules(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;  // lives as long as the program
};

/// Whether the system knows the zone.
bool is_zone(std::string_view name);
/// Version of the zone tables in use, for example `2024a`; empty when they do not say.
std::string zone_data_version();

}  // namespace playlists
