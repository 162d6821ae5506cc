// Reads one recurrence rule and remembers the first thing that is wrong with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// What RFC 5545 forbids, one value for one sentence to people.
enum class RuleFault : std::uint8_t {
  None,
  Syntax,         ///< not NAME=value;NAME=value
  UnknownPart,    ///< a name the RFC does not have
  Twice,          ///< a part given twice
  Frequency,      ///< FREQ missing or unknown
  Interval,       ///< not 1…2,147,483,647
  Count,          ///< not 1…2,147,483,647
  Until,          ///< no date that exists
  Number,         ///< a BY number out of its range, or no number
  Day,            ///< BYDAY that is no weekday, or a number before it not ±1…53
  WeekStart,      ///< WKST that is no weekday
  CountAndUntil,  ///< both
  WeekNumber,     ///< BYWEEKNO without FREQ=YEARLY
  NumberedDay,    ///< 2MO outside MONTHLY and YEARLY, or beside BYWEEKNO
  MonthDay,       ///< BYMONTHDAY with WEEKLY
  YearDay,        ///< BYYEARDAY with DAILY, WEEKLY, MONTHLY
  PositionAlone   ///< BYSETPOS without another BY part
};

/// Used once for one text. Total; never allocates. Confined to its owner.
class RuleReader {
 public:
  /// `text` must outlive the reader.
  explicit RuleReader(std::string_view text) : text_(text) {}

  std::optional<RecurrenceRule> read();
  RuleFault fault() const { return fault_; }
  /// The part at fault, as it was written; empty if none in particular is.
  std::string_view where() const { return where_; }

 private:
  bool read_part(std::string_view part);
  bool read_value(std::uint64_t key, std::string_view value);
  bool read_frequency(std::string_view value);
  bool read_until(std::string_view value);
  bool read_days(std::string_view value);
  bool read_day(std::string_view item);
  bool agree();
  bool fail(RuleFault fault) {
    fault_ = fault;
    return false;
  }
  /// Two of a kind are refused; `bit` is the part's own.
  bool first_time(unsigned bit);

  std::string_view text_;
  std::string_view where_;
  std::uint32_t seen_ = 0;
  RuleFault fault_ = RuleFault::None;
  RecurrenceRule rule_;
};

/// The sentence for people; `where` as the reader gave it.
Problem rule_problem(RuleFault fault, std::string_view where);

}  // namespace playlists
