// The times of one day, or of one hour or minute, that a rule takes: hours x minutes x seconds.
#pragma once

#include <bit>
#include <cstdint>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// Seconds from the beginning of a day (hour, minute), as a product of three sets: for an hour the
/// only hour is 0, for a minute the only minute too. Never empty. Immutable after construction.
class RuleTimes {
 public:
  /// Bits 0…23, 0…59, 0…59; none of them empty.
  RuleTimes(std::uint64_t hours, std::uint64_t minutes, std::uint64_t seconds)
      : hours_(hours), minutes_(minutes), seconds_(seconds) {}
  /// What is left to choose within one period of `rule` (a day for DAILY and slower).
  static RuleTimes within_period(const RecurrenceRule& rule, CivilSeconds start);
  /// BYSECOND with its leap second read as 59, which is what RFC 5545 asks of those who have none.
  static std::uint64_t seconds_of(const RuleParts& by) {
    return (by.seconds & ~(std::uint64_t{1} << 60)) | (by.seconds >> 60 & 1) << 59;
  }

  std::int64_t size() const {
    return std::int64_t{std::popcount(hours_)} * std::popcount(minutes_) * std::popcount(seconds_);
  }
  /// How many lie before `second`.
  std::int64_t before(std::int64_t second) const;
  /// The n-th of them, from 0.
  std::int64_t at(std::int64_t n) const;

  /// Calls `use(second)` for each in [from, until), ascending.
  template <class Use>
  void each(std::int64_t from, std::int64_t until, Use use) const {
    // Whole hours outside are left out first: a short window must not cost a whole day.
    std::uint64_t hours = hours_ & ~std::uint64_t{0} << (from / 3600);
    if (until < 86'400) hours &= (std::uint64_t{2} << (until / 3600)) - 1;
    for (; hours != 0; hours &= hours - 1) {
      const std::int64_t hour = std::countr_zero(hours) * std::int64_t{3600};
      for (std::uint64_t minutes = minutes_; minutes != 0; minutes &= minutes - 1) {
        const std::int64_t minute = hour + std::countr_zero(minutes) * std::int64_t{60};
        for (std::uint64_t seconds = seconds_; seconds != 0; seconds &= seconds - 1) {
          const std::int64_t second = minute + std::countr_zero(seconds);
          if (second >= from && second < until) use(second);
        }
      }
    }
  }

 private:
  std::uint64_t hours_;
  std::uint64_t minutes_;
  std::uint64_t seconds_;
};

}  // namespace playlists
