// The days of one year, month, week or day that a rule takes.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// Some of the days from `first` on, at most 384 of them. A value.
struct DayBits {
  std::int64_t first = 0;  ///< days since 1970-01-01
  std::size_t words = 1;   ///< how many of `bits` are in use
  std::array<std::uint64_t, 6> bits{};

  void insert(std::int64_t day) {
    const auto n = static_cast<std::size_t>(day - first);
    bits[n / 64] |= std::uint64_t{1} << (n % 64);
  }
  std::int64_t size() const {
    std::int64_t count = 0;
    for (std::size_t word = 0; word < words; ++word) count += std::popcount(bits[word]);
    return count;
  }
  bool has(std::int64_t day) const;
  /// How many lie before `day`.
  std::int64_t before(std::int64_t day) const;
  /// The n-th of them, from 0.
  std::int64_t at(std::int64_t n) const;

  /// Calls `use(day)` for each in [from, last], ascending, until it returns false.
  template <class Use>
  void each(std::int64_t from, std::int64_t last, Use use) const {
    for (std::size_t word = 0; word < words; ++word) {
      for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
        const std::int64_t day =
            first + static_cast<std::int64_t>(word) * 64 + std::countr_zero(rest);
        if (day < from) continue;
        if (day > last || !use(day)) return;
      }
    }
  }
};

/// What RFC 5545's table says about days: which BY parts expand a period and which limit it, and
/// what the start supplies where nothing is said. Immutable after construction.
class RuleDays {
 public:
  /// `rule` must outlive this.
  RuleDays(const RecurrenceRule& rule, std::int64_t start_day);

  /// Whether BYMONTH, BYYEARDAY, BYMONTHDAY and BYDAY let the day through, as limits (DAILY and
  /// faster).
  bool allows(std::int64_t day) const;
  /// Whether `allows` can ever say no.
  bool limited() const { return limited_; }

  /// The period with that number: the start's own is 0, numbers count in steps of INTERVAL. Not for
  /// frequencies faster than DAILY.
  DayBits period(std::int64_t number) const;
  /// The number of the last period that begins on or before `day`.
  std::int64_t period_of(std::int64_t day) const;
  /// Whether every period has the same days, counted from its first.
  bool periods_are_alike() const;

 private:
  void take_from_start(std::int64_t start_day);
  std::int64_t index_of(std::int64_t day) const;
  std::uint32_t month_days(std::int64_t first, unsigned length) const;
  DayBits month(std::int64_t index) const;
  DayBits week(std::int64_t first) const;
  DayBits year(int year) const;
  DayBits year_of_weeks(int year) const;
  void keep_weekdays(DayBits& days, std::int64_t length) const;
  void keep_year_days(DayBits& days, int length) const;
  std::int64_t first_week(int year) const;
  int week_year(std::int64_t day) const;

  const RuleParts& by_;
  Freq freq_;
  std::int64_t interval_;
  unsigned week_start_;
  std::uint32_t months_;
  EitherEnd<31> month_days_;
  unsigned weekdays_;
  bool by_month_day_ = false;
  bool by_day_ = false;
  bool by_year_day_ = false;
  bool by_week_number_ = false;
  bool numbers_in_year_ = false;  ///< 20MO is the twentieth Monday of the year
  bool limited_ = false;
  std::int64_t origin_ = 0;  ///< day, week's first day, month or year of the start
};

}  // namespace playlists
