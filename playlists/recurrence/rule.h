// A recurrence rule as calendars write it: RFC 5545, section 3.3.10 (the value of RRULE).
#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "playlists/problem.h"

namespace playlists {

/// Wall-clock date and time without a zone, whole seconds.
using CivilSeconds = std::chrono::local_seconds;

enum class Freq : std::uint8_t {
  Unknown,
  Secondly,
  Minutely,
  Hourly,
  Daily,
  Weekly,
  Monthly,
  Yearly
};

/// Numbers from 1 to `Most`, counted from the beginning (3) or from the end (-3) of something.
template <int Most>
class EitherEnd {
 public:
  static constexpr int most = Most;

  /// `n` is -Most…-1 or 1…Most.
  constexpr void insert(int n) {
    auto& side = n > 0 ? first_ : last_;
    const auto bit = static_cast<unsigned>(n > 0 ? n : -n);
    side[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  constexpr bool has(int n) const {
    const auto bit = static_cast<unsigned>(n > 0 ? n : -n);
    return bit <= unsigned{Most} && (((n > 0 ? first_ : last_)[bit / 64] >> (bit % 64)) & 1) != 0;
  }
  constexpr bool empty() const { return first_ == Words{} && last_ == Words{}; }

  /// Calls `use(n)` for 1, 2, … and then for -1, -2, …, as far as they are held.
  template <class Use>
  constexpr void each(Use use) const {
    each_of(first_, [&](int n) { use(n); });
    each_of(last_, [&](int n) { use(-n); });
  }

  bool operator==(const EitherEnd&) const = default;

 private:
  using Words = std::array<std::uint64_t, Most / 64 + 1>;

  template <class Use>
  static constexpr void each_of(const Words& words, Use use) {
    for (std::size_t word = 0; word < words.size(); ++word) {
      for (std::uint64_t rest = words[word]; rest != 0; rest &= rest - 1) {
        use(static_cast<int>(word) * 64 + std::countr_zero(rest));
      }
    }
  }

  Words first_{};
  Words last_{};
};

/// UNTIL, and which of its three forms it has.
struct RuleEnd {
  enum class Form : std::uint8_t {
    Day,    ///< 20270101: every start of that day still belongs
    Local,  ///< 20270101T120000: by the clock on the wall, itself included
    Utc     ///< 20270101T120000Z: the digits as they stand; a zone makes them local
  };
  Form form = Form::Day;
  CivilSeconds at{};  ///< for Day its midnight

  bool operator==(const RuleEnd&) const = default;
};

/// The BY parts as sets. A part that was not given is empty. Bit n stands for n; weekdays count as
/// std::chrono::weekday::c_encoding() does (bit 0 is Sunday).
struct RuleParts {
  std::uint64_t seconds = 0;     ///< 0…60; 60 is a leap second, which no civil time here has
  std::uint64_t minutes = 0;     ///< 0…59
  std::uint32_t hours = 0;       ///< 0…23
  std::uint16_t months = 0;      ///< 1…12
  std::uint8_t weekdays = 0;     ///< BYDAY without a number
  bool numbered_days = false;    ///< whether `numbered` holds any
  EitherEnd<31> month_days{};    ///< BYMONTHDAY
  EitherEnd<53> week_numbers{};  ///< BYWEEKNO
  EitherEnd<366> year_days{};    ///< BYYEARDAY
  EitherEnd<366> positions{};    ///< BYSETPOS
  std::array<EitherEnd<53>, 7> numbered{};  ///< BYDAY with a number, by weekday

  bool operator==(const RuleParts&) const = default;
};

/// One rule, valid as RFC 5545 has it. 400 bytes without a heap. Immutable after
/// construction.
class RecurrenceRule {
 public:
  /// `FREQ=WEEKLY;BYDAY=MO,FR` (no `RRULE:` before it), any case, parts in any order, each at most
  /// once. Total: what RFC 5545 forbids comes back as one Problem, code `bad_rule_…`.
  static Parsed<RecurrenceRule> parse(std::string_view text);
  /// The same without words for people and without a heap: nothing where `parse` has a problem.
  static std::optional<RecurrenceRule> read(std::string_view text);

  /// Canonical: parts in the order in which they apply, numbers ascending, defaults left out.
  /// `parse(text())` equals this rule.
  std::string text() const;

  Freq frequency() const { return freq_; }
  /// 1…2,147,483,647.
  std::int32_t interval() const { return interval_; }
  /// 1…2,147,483,647; nothing: no COUNT.
  std::optional<std::int32_t> count() const {
    return count_ > 0 ? std::optional{count_} : std::nullopt;
  }
  const std::optional<RuleEnd>& until() const { return until_; }
  std::chrono::weekday week_start() const { return std::chrono::weekday{week_start_}; }
  const RuleParts& by() const { return by_; }

  /// The same rule whose UNTIL is a local time: for a caller who has brought a UTC one through the
  /// zone. Replaces COUNT too, if there was one.
  RecurrenceRule ending(CivilSeconds local_until) const;

  bool operator==(const RecurrenceRule&) const = default;

 private:
  friend class RuleReader;
  RecurrenceRule() = default;

  Freq freq_ = Freq::Unknown;
  std::uint8_t week_start_ = 1;
  std::int32_t interval_ = 1;
  std::int32_t count_ = 0;
  std::optional<RuleEnd> until_;
  RuleParts by_;
};

/// `WEEKLY`; empty for Unknown.
std::string_view freq_text(Freq freq);

}  // namespace playlists
