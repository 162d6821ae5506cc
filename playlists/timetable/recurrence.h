// From an entry's `when` to instants: docs/timeline.md §1. Pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "playlists/calendar/daypart.h"
#include "playlists/calendar/special_days.h"
#include "playlists/instant.h"
#include "playlists/programme/entry.h"
#include "playlists/recurrence/rule.h"
#include "playlists/timetable/civil_time.h"

namespace playlists {

/// One time an entry is due. `end` = start + span for a timed one, the window's end for a window.
struct Occurrence {
  LocalSeconds local{};  ///< start on the wall clock (of a timed one in a window: the window's)
  Instant start{};
  Instant end{};
  bool timed = true;
  std::int64_t number = 0;  ///< n of docs/timeline.md §1, `cycle`; 0 unless it was asked for

  bool operator==(const Occurrence&) const = default;
};

/// What names in a `when` stand for.
struct DayNames {
  std::vector<Calendar> calendars;
  std::vector<Daypart> dayparts;

  bool operator==(const DayNames&) const = default;
};

/// A `when` made ready: rule parsed, names resolved. Immutable after construction; refers to
/// nothing outside itself but the zone tables.
class Times {
 public:
  /// An impossible rule, an unknown daypart or calendar: no occurrences at all (`good` is false).
  Times(const When& when, const ZoneRules& zone, const DayNames& names = {});

  bool good() const { return good_; }
  /// Appends all occurrences that overlap [from, until), by start, each once. `span`: how long a
  /// timed playing takes in all, > 0. `numbered`: fill `number` too, which costs more.
  void append(Duration span, Instant from, Instant until, bool numbered,
              std::vector<Occurrence>& out) const;

 private:
  class Wanted;
  // A start on the wall clock.
  struct LocalStart {
    LocalSeconds at{};
    CivilTime open{};         // of a window; 0 = timed
    std::int64_t number = 0;  // n
    bool added = false;       // by `also`
  };
  std::vector<LocalSeconds> series() const;
  std::int64_t number_of(LocalSeconds at) const;
  std::vector<LocalStart> starts_between(LocalSeconds first, LocalSeconds last,
                                         bool numbered) const;

  When when_;
  ZoneRules zone_;
  std::vector<RecurrenceRule> rule_;  ///< none or one
  std::vector<Daypart> daypart_;      ///< none or one
  std::vector<Calendar> calendars_;   ///< those that `only`, `never` and the daypart name
  bool good_ = true;
};

/// How many plays an hour a share asks for when one takes `span` (> 0).
std::int64_t plays_an_hour(const Share& share, Duration span);

/// The same as Times, in one go and numbered.
std::vector<Occurrence> occurrences(const When& when, const ZoneRules& zone, Duration span,
                                    Instant from, Instant until, const DayNames& names = {});

}  // namespace playlists
