// The starts of a rule that goes by hour, minute or second.
#pragma once

#include <cstdint>
#include <vector>

#include "playlists/recurrence/rule_days.h"
#include "playlists/recurrence/rule_positions.h"
#include "playlists/recurrence/rule_times.h"

namespace playlists {

/// As RulePeriods, where a period is an hour, a minute or a second: a day has up to 86,400 of them,
/// numbered from 0, and the same limits for all. Confined to its owner.
class RuleUnits {
 public:
  /// `rule` must outlive this.
  RuleUnits(const RecurrenceRule& rule, CivilSeconds start);

  /// How many lie before `at`.
  std::int64_t before(CivilSeconds at) const;
  /// Appends those in [from, until); may stop a day after `out` has `room`.
  void append(CivilSeconds from, CivilSeconds until, std::size_t room,
              std::vector<CivilSeconds>& out) const;

 private:
  /// The first unit of the rule's on or after `unit` (both counted from 1970), limits aside.
  std::int64_t next(std::int64_t unit) const;
  /// Calls `use(unit of the day)` for every INTERVALth from `unit` on, below `end`, that BYHOUR,
  /// BYMINUTE and BYSECOND let through.
  template <class Use>
  void each(std::int64_t unit, std::int64_t end, Use use) const;
  std::int64_t units_between(std::int64_t unit, std::int64_t end) const;
  std::int64_t units_before(std::int64_t unit) const;
  void append_unit(std::int64_t begin, CivilSeconds from, CivilSeconds until,
                   std::vector<CivilSeconds>& out) const;

  RuleDays days_;
  RuleTimes times_;
  mutable RulePositions positions_;
  std::int64_t length_;    ///< of a unit, seconds
  std::int64_t per_day_;   ///< units
  std::int64_t per_hour_;  ///< units
  std::int64_t interval_;  ///< units
  std::int64_t origin_;    ///< the start's unit, counted from 1970
  std::uint64_t hours_;    ///< limits; all ones where there is none
  std::uint64_t minutes_;
  std::uint64_t seconds_;
  std::int64_t taken_;  ///< members of one unit, after BYSETPOS
  bool by_time_;        ///< whether any of the three limits anything
};

}  // namespace playlists
