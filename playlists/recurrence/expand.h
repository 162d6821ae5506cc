// From a recurrence rule to local starts: RFC 5545, section 3.3.10. Pure functions; zones are the
// caller's.
//
// Read as the RFC has it, and where it leaves room:
// - `start` (DTSTART) supplies what the rule does not say, and belongs to the set only if the rule
//   yields it. The RFC calls a start its rule does not yield undefined; here it is not a start.
// - UNTIL as a date takes in that whole day. UNTIL in UTC is read by its digits, as if local: bring
//   it through the zone first (RecurrenceRule::ending).
// - BYSETPOS chooses from a whole period, also from what lies before `start`; that then falls away.
// - With BYWEEKNO a year is one of whole weeks, so days around New Year belong to the year of their
//   week; without BYDAY it takes the weekday of `start`.
// - BYSECOND=60 is second 59.
// Outside the years 1 to 9999 nothing starts.
#pragma once

#include <cstdint>
#include <vector>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// Appends every local start of the recurrence set in [from, until), ascending, each once. COUNT is
/// counted from `start`. Costs what lies in the window: the years before it are jumped over, except
/// that COUNT with a shape that changes from period to period is counted through them, by day.
void expand(const RecurrenceRule& rule, CivilSeconds start, CivilSeconds from, CivilSeconds until,
            std::vector<CivilSeconds>& out);

/// How many starts of the set lie before `at`; never more than COUNT.
std::int64_t count_before(const RecurrenceRule& rule, CivilSeconds start, CivilSeconds at);

}  // namespace playlists
