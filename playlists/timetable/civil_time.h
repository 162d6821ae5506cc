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

/// The rules of one zone. A small handle; copies are cheap. Immutable after construction.
class ZoneRules {
 public:
  /// Nothing when the system knows no such zone.
  static std::optional<ZoneRules> find(std::string_view name);

  /// The instant at which a clock on the wall shows that day and time. A time that the clock skips
  /// (gap) is the first instant after the gap; one that it shows twice (overlap) is the first of
  /// both: everything plays once.
  Instant instant_of(CivilDay day, CivilTime time) const;
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

}  // namespace playlists
