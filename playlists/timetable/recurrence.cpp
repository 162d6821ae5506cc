#include "playlists/timetable/recurrence.h"

#include <algorithm>

namespace playlists {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr CivilTime whole_day = std::chrono::hours{24};

bool falls_on(const When& when, sys_days day) {
  if (when.from && day < sys_days{*when.from}) return false;
  if (when.until && day > sys_days{*when.until}) return false;
  switch (when.frequency) {
    case Frequency::Once:
      return when.from && day == sys_days{*when.from};
    case Frequency::Daily:
      return true;
    case Frequency::Weekly:
      return std::find(when.days.begin(), when.days.end(), std::chrono::weekday{day}) !=
             when.days.end();
    case Frequency::Unknown:
      return false;
  }
  return false;
}

// 24:00 and windows that end on the next day are times of that next day, whatever length this day
// has.
Instant instant_at(const ZoneRules& zone, sys_days day, CivilTime time) {
  return time >= whole_day ? zone.instant_of(CivilDay{day + days{1}}, time - whole_day)
                           : zone.instant_of(CivilDay{day}, time);
}

Occurrence window_on(const CivilWindow& window, const ZoneRules& zone, sys_days day) {
  const CivilTime end = window.end <= window.start ? window.end + whole_day : window.end;
  return {CivilDay{day}, instant_at(zone, day, window.start), instant_at(zone, day, end), false};
}

}  // namespace

std::vector<Occurrence> occurrences(const When& when, const ZoneRules& zone, Duration span,
                                    Instant from, Instant until) {
  std::vector<Occurrence> found;
  if (until <= from) return found;
  const auto keep = [&](const Occurrence& occurrence) {
    const bool overlaps =
        occurrence.start < until && occurrence.end > from && occurrence.start < occurrence.end;
    if (overlaps) found.push_back(occurrence);
  };
  // Two days before: a span of a day that began yesterday, plus what a zone's shift may add.
  sys_days first = sys_days{zone.day_of(from)} - days{2};
  sys_days last = sys_days{zone.day_of(until)} + days{1};
  if (when.from) first = std::max(first, sys_days{*when.from});
  if (when.until) last = std::min(last, sys_days{*when.until});
  for (sys_days day = first; day <= last; day += days{1}) {
    if (!falls_on(when, day)) continue;
    if (when.window) keep(window_on(*when.window, zone, day));
    for (const CivilTime time : when.times) {
      const Instant start = instant_at(zone, day, time);
      keep({CivilDay{day}, start, start + span, true});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.start < b.start; });
  // Two times inside one gap become the same instant: they are one occurrence.
  const auto same = [](const auto& a, const auto& b) { return a.start == b.start; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace playlists
