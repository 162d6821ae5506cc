// Our recurrence against libical's RRULE for every rule both can say.
#include <gtest/gtest.h>
#include <libical/ical.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/timetable/recurrence.h"

namespace playlists {
namespace {

using namespace std::chrono;

// Local starts in UTC's zone, so that both sides count the same civil times.
std::vector<Instant> oracle(const When& when, sys_days first, int how_many_days) {
  std::string rule = when.frequency == Frequency::Weekly ? "FREQ=WEEKLY;BYDAY=" : "FREQ=DAILY";
  for (std::size_t i = 0; i < when.days.size(); ++i) {
    std::string day{weekday_text(when.days[i])};
    for (char& c : day) c = static_cast<char>(std::toupper(c));
    rule += (i > 0 ? "," : "") + day;
  }
  const sys_days start = when.from ? std::max(first, sys_days{*when.from}) : first;
  const sys_days last = first + days{how_many_days - 1};
  std::vector<Instant> found;
  for (const CivilTime time : when.times) {
    const auto begin = icaltime_from_timet_with_zone(system_clock::to_time_t(start + time), 0,
                                                     icaltimezone_get_utc_timezone());
    icalrecur_iterator* iterator =
        icalrecur_iterator_new(icalrecurrencetype_from_string(rule.c_str()), begin);
    for (auto next = icalrecur_iterator_next(iterator); !icaltime_is_null_time(next);
         next = icalrecur_iterator_next(iterator)) {
      const Instant instant{seconds{icaltime_as_timet(next)}};
      const sys_days day = floor<days>(instant);
      if (day > last || (when.until && day > sys_days{*when.until})) break;
      found.push_back(instant);
    }
    icalrecur_iterator_free(iterator);
  }
  std::sort(found.begin(), found.end());
  return found;
}

rc::Gen<std::vector<CivilTime>> times() {
  return rc::gen::map(
      rc::gen::suchThat(rc::gen::container<std::set<int>>(rc::gen::inRange(0, 86'400)),
                        [](const auto& s) { return !s.empty(); }),
      [](const std::set<int>& s) {
        std::vector<CivilTime> all;
        for (const int t : s) all.emplace_back(t);
        return all;
      });
}

RC_GTEST_PROP(RecurrenceOracle, daily_and_weekly_equal_libical, ()) {
  const sys_days first = sys_days{2026y / January / 1} + days{*rc::gen::inRange(0, 1500)};
  const int how_many_days = *rc::gen::inRange(1, 60);
  When when;
  when.times = *times();
  when.frequency = *rc::gen::element(Frequency::Daily, Frequency::Weekly);
  if (when.frequency == Frequency::Weekly) {
    const auto chosen =
        *rc::gen::suchThat(rc::gen::container<std::set<unsigned>>(rc::gen::inRange(0u, 7u)),
                           [](const auto& s) { return !s.empty(); });
    for (const unsigned day : chosen) when.days.emplace_back(day);
  }
  if (*rc::gen::arbitrary<bool>()) when.from = first + days{*rc::gen::inRange(0, 40)};
  if (*rc::gen::arbitrary<bool>()) when.until = first + days{*rc::gen::inRange(40, 80)};
  std::vector<Instant> ours;
  for (const Occurrence& one :
       occurrences(when, *ZoneRules::find("UTC"), 1ms, first, first + days{how_many_days}))
    ours.push_back(one.start);
  RC_ASSERT(ours == oracle(when, first, how_many_days));
}

}  // namespace
}  // namespace playlists
