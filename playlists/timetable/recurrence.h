// From a rule ("Mondays and Fridays at 5:00 and 17:00") to instants. Pure functions.
#pragma once

#include <vector>

#include "playlists/instant.h"
#include "playlists/programme/entry.h"
#include "playlists/timetable/civil_time.h"

namespace playlists {

/// One time an entry is due. `end` = start + span for a timed entry, the window's end for a window.
struct Occurrence {
  CivilDay day;  ///< the day of the rule, also when the window ends on the next one
  Instant start{};
  Instant end{};
  bool timed = true;

  bool operator==(const Occurrence&) const = default;
};

/// All occurrences that overlap [from, until), by start, each once. `span` is how long a timed
/// playing takes in all (message duration x repeat), at most a day; windows ignore it. An
/// impossible rule has no occurrences.
std::vector<Occurrence> occurrences(const When& when, const ZoneRules& zone, Duration span,
                                    Instant from, Instant until);

}  // namespace playlists
