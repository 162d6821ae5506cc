// The starts of a rule that goes by day, week, month or year.
#pragma once

#include <cstdint>
#include <vector>

#include "playlists/recurrence/rule_days.h"
#include "playlists/recurrence/rule_positions.h"
#include "playlists/recurrence/rule_times.h"

namespace playlists {

/// Every member of every period from the start's own on: also what lies before the start in its
/// period, also after COUNT and UNTIL; the caller cuts. Confined to its owner.
class RulePeriods {
 public:
  /// `rule` must outlive this.
  RulePeriods(const RecurrenceRule& rule, CivilSeconds start);

  /// How many lie before `at`.
  std::int64_t before(CivilSeconds at) const;
  /// Appends those in [from, until); may stop a day (period, with BYSETPOS) after `out` has `room`.
  void append(CivilSeconds from, CivilSeconds until, std::size_t room,
              std::vector<CivilSeconds>& out) const;

 private:
  std::int64_t members_before(const DayBits& days, CivilSeconds at) const;

  RuleDays days_;
  RuleTimes times_;
  mutable RulePositions positions_;
};

}  // namespace playlists
