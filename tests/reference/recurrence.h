// RFC 5545 recurrence, as naive as can be: walk the days, try every time of the day the rule could
// mean, test each against the words of the standard. Immutable values.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "playlists/instant.h"
#include "playlists/programme/entry.h"

namespace reference {

using playlists::CivilDay;
using playlists::LocalSeconds;

enum class Freq { Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly };

struct NthDay {
  std::chrono::weekday day;
  int nth = 0;  ///< 0 = every
};

struct Rule {
  Freq freq = Freq::Daily;
  int interval = 1;
  std::optional<int> count;
  std::optional<CivilDay> until_day;            ///< UNTIL=20261231: that day too
  std::optional<LocalSeconds> until_local;      ///< UNTIL=20261231T050000
  std::optional<playlists::Instant> until_utc;  ///< UNTIL=20261231T050000Z
  std::vector<int> months, month_days, hours, minutes, seconds;
  std::vector<NthDay> days;
  std::chrono::weekday week_start = std::chrono::Monday;
};

/// Throws std::invalid_argument for what is no rule and for parts the reference does not know
/// (BYSETPOS, BYWEEKNO, BYYEARDAY).
Rule parse_rule(std::string_view text);

/// Whether the rule yields `at` when it starts at `start`, COUNT and UNTIL aside.
bool yields(const Rule& rule, LocalSeconds start, LocalSeconds at);

/// All that the rule yields from `start`, COUNT and the local kinds of UNTIL counted, in
/// [from, until), ascending.
std::vector<LocalSeconds> expand(const Rule& rule, LocalSeconds start, LocalSeconds from,
                                 LocalSeconds until);

}  // namespace reference
