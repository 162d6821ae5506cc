#include "playlists/recurrence/rule_days.h"

namespace playlists {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr std::uint32_t every_month = 0x1FFE;
constexpr unsigned every_weekday = 0x7F;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

year_month_day date_of(std::int64_t day) {
  return year_month_day{local_days{std::chrono::days{day}}};
}

std::int64_t day_of(int year, unsigned month, unsigned day) {
  return local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
      .time_since_epoch()
      .count();
}

unsigned weekday_of(std::int64_t day) {
  return static_cast<unsigned>(day + 4 - floor_div(day + 4, 7) * 7);  // 1970-01-01 was a Thursday
}

unsigned length_of(int year, unsigned month) {
  return static_cast<unsigned>(
      (std::chrono::year{year} / std::chrono::month{month} / std::chrono::last).day());
}

// The week again and again, bit 0 being a day that falls on `first`.
std::uint32_t weeks_from(unsigned first, unsigned weekdays) {
  const std::uint64_t week = (weekdays >> first | weekdays << (7 - first)) & every_weekday;
  return static_cast<std::uint32_t>(week * 0x10204081u);
}

// The n-th `weekday` of `length` days that begin with one that falls on `first`; -1 if there is
// none. Negative n count from the end.
std::int64_t nth_weekday(unsigned weekday, int n, unsigned first, std::int64_t length) {
  const std::int64_t earliest = (weekday + 7 - first) % 7;
  const std::int64_t day =
      n > 0 ? earliest + 7 * (n - 1) : earliest + 7 * ((length - 1 - earliest) / 7 + n + 1);
  return day >= 0 && day < length ? day : -1;
}

template <int Most>
bool holds(const EitherEnd<Most>& set, int day, int length) {
  return set.has(day) || set.has(day - length - 1);
}

}  // namespace

bool DayBits::has(std::int64_t day) const {
  const auto n = static_cast<std::size_t>(day - first);
  return day >= first && n < words * 64 && (bits[n / 64] >> (n % 64) & 1) != 0;
}

std::int64_t DayBits::before(std::int64_t day) const {
  std::int64_t count = 0;
  std::int64_t left = day - first;
  for (std::size_t word = 0; word < words && left > 0; ++word, left -= 64) {
    count += std::popcount(left >= 64 ? bits[word] : bits[word] & ((std::uint64_t{1} << left) - 1));
  }
  return count;
}

std::int64_t DayBits::at(std::int64_t n) const {
  for (std::size_t word = 0; word < words; ++word) {
    const std::int64_t here = std::popcount(bits[word]);
    if (n >= here) {
      n -= here;
      continue;
    }
    std::uint64_t rest = bits[word];
    for (; n > 0; --n) rest &= rest - 1;
    return first + static_cast<std::int64_t>(word) * 64 + std::countr_zero(rest);
  }
  return first;
}

RuleDays::RuleDays(const RecurrenceRule& rule, std::int64_t start_day)
    : by_(rule.by()),
      freq_(rule.frequency()),
      interval_(rule.interval()),
      week_start_(rule.week_start().c_encoding()),
      months_(by_.months != 0 ? by_.months : every_month),
      month_days_(by_.month_days),
      weekdays_(by_.weekdays),
      by_month_day_(!by_.month_days.empty()),
      by_day_(by_.weekdays != 0 || by_.numbered_days),
      by_year_day_(!by_.year_days.empty()),
      by_week_number_(!by_.week_numbers.empty()),
      numbers_in_year_(by_.numbered_days && freq_ == Freq::Yearly && by_.months == 0) {
  take_from_start(start_day);
  limited_ = months_ != every_month || by_month_day_ || by_year_day_ ||
             (by_day_ && weekdays_ != every_weekday);
  origin_ = index_of(start_day);
}

// RFC 5545, 3.3.10: what the rule does not say comes from DTSTART.
void RuleDays::take_from_start(std::int64_t start_day) {
  if (freq_ == Freq::Weekly && !by_day_) {
    by_day_ = true;
    weekdays_ = 1u << weekday_of(start_day);
  }
  if ((freq_ != Freq::Monthly && freq_ != Freq::Yearly) || by_day_ || by_month_day_ ||
      by_year_day_) {
    return;
  }
  if (by_week_number_) {
    by_day_ = true;
    weekdays_ = 1u << weekday_of(start_day);
    return;
  }
  const year_month_day start = date_of(start_day);
  by_month_day_ = true;
  month_days_.insert(static_cast<int>(static_cast<unsigned>(start.day())));
  if (freq_ == Freq::Yearly && by_.months == 0) {
    months_ = 1u << static_cast<unsigned>(start.month());
  }
}

bool RuleDays::allows(std::int64_t day) const {
  if (!limited_) return true;
  if (by_day_ && (weekdays_ >> weekday_of(day) & 1) == 0) return false;
  if (months_ == every_month && !by_month_day_ && !by_year_day_) return true;
  const year_month_day date = date_of(day);
  const auto year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  if ((months_ >> month & 1) == 0) return false;
  if (by_month_day_ && !holds(month_days_, static_cast<int>(static_cast<unsigned>(date.day())),
                              static_cast<int>(length_of(year, month)))) {
    return false;
  }
  if (!by_year_day_) return true;
  const std::int64_t first = day_of(year, 1, 1);
  return holds(by_.year_days, static_cast<int>(day - first) + 1,
               static_cast<int>(day_of(year + 1, 1, 1) - first));
}

// Days, weeks' first days, months or years on one scale each.
std::int64_t RuleDays::index_of(std::int64_t day) const {
  if (freq_ == Freq::Weekly) return day - (weekday_of(day) + 7 - week_start_) % 7;
  if (freq_ == Freq::Yearly && by_week_number_) return week_year(day);
  if (freq_ == Freq::Monthly || freq_ == Freq::Yearly) {
    const year_month_day date = date_of(day);
    const std::int64_t year = static_cast<int>(date.year());
    return freq_ == Freq::Yearly ? year : year * 12 + static_cast<unsigned>(date.month()) - 1;
  }
  return day;
}

std::int64_t RuleDays::period_of(std::int64_t day) const {
  const std::int64_t step = freq_ == Freq::Weekly ? 7 * interval_ : interval_;
  return floor_div(index_of(day) - origin_, step);
}

bool RuleDays::periods_are_alike() const {
  return (freq_ == Freq::Daily && !limited_) || (freq_ == Freq::Weekly && months_ == every_month);
}

DayBits RuleDays::period(std::int64_t number) const {
  if (freq_ == Freq::Weekly) return week(origin_ + number * interval_ * 7);
  const std::int64_t index = origin_ + number * interval_;
  if (freq_ == Freq::Monthly) return month(index);
  if (freq_ == Freq::Yearly) {
    return by_week_number_ ? year_of_weeks(static_cast<int>(index)) : year(static_cast<int>(index));
  }
  DayBits day;
  day.first = index;
  day.bits[0] = allows(index) ? 1 : 0;
  return day;
}

DayBits RuleDays::week(std::int64_t first) const {
  DayBits days;
  days.first = first;
  days.bits[0] = weeks_from(week_start_, weekdays_) & every_weekday;
  if (months_ != every_month) {
    for (int n = 0; n < 7; ++n) {
      if (!allows(first + n)) days.bits[0] &= ~(std::uint64_t{1} << n);
    }
  }
  return days;
}

// The days of a month, bit 0 being the 1st: BYMONTHDAY and BYDAY, each of them limiting the other.
std::uint32_t RuleDays::month_days(std::int64_t first, unsigned length) const {
  const auto whole = static_cast<std::uint32_t>((std::uint64_t{1} << length) - 1);
  std::uint32_t days = whole;
  if (by_month_day_) {
    days = 0;
    month_days_.each([&](int n) {
      const int day = n > 0 ? n - 1 : static_cast<int>(length) + n;
      if (day >= 0) days |= 1u << day;
    });
    days &= whole;
  }
  if (!by_day_ || numbers_in_year_) return days;
  const unsigned weekday = weekday_of(first);
  std::uint32_t named = weeks_from(weekday, weekdays_);
  if (by_.numbered_days) {
    for (unsigned one = 0; one < 7; ++one) {
      by_.numbered[one].each([&](int n) {
        const std::int64_t day = nth_weekday(one, n, weekday, length);
        if (day >= 0) named |= 1u << day;
      });
    }
  }
  return days & named;
}

DayBits RuleDays::month(std::int64_t index) const {
  const auto year = static_cast<int>(floor_div(index, 12));
  const auto month = static_cast<unsigned>(index - std::int64_t{year} * 12 + 1);
  DayBits days;
  days.first = day_of(year, month, 1);
  if ((months_ >> month & 1) != 0) {
    days.bits[0] = month_days(days.first, length_of(year, month));
  }
  return days;
}

DayBits RuleDays::year(int year) const {
  DayBits days;
  days.first = day_of(year, 1, 1);
  days.words = 6;
  std::size_t at = 0;
  for (unsigned month = 1; month <= 12; ++month) {
    const unsigned length = length_of(year, month);
    if ((months_ >> month & 1) != 0) {
      const std::uint64_t chosen = month_days(days.first + static_cast<std::int64_t>(at), length);
      days.bits[at / 64] |= chosen << (at % 64);
      if (at % 64 > 33) days.bits[at / 64 + 1] |= chosen >> (64 - at % 64);
    }
    at += length;
  }
  if (numbers_in_year_) keep_weekdays(days, static_cast<std::int64_t>(at));
  if (by_year_day_) keep_year_days(days, static_cast<int>(at));
  return days;
}

void RuleDays::keep_weekdays(DayBits& days, std::int64_t length) const {
  DayBits named;
  named.first = days.first;
  const unsigned weekday = weekday_of(days.first);
  for (unsigned one = 0; one < 7; ++one) {
    if ((weekdays_ >> one & 1) != 0) {
      for (std::int64_t day = (one + 7 - weekday) % 7; day < length; day += 7) {
        named.insert(days.first + day);
      }
    }
    by_.numbered[one].each([&](int n) {
      const std::int64_t day = nth_weekday(one, n, weekday, length);
      if (day >= 0) named.insert(days.first + day);
    });
  }
  for (std::size_t word = 0; word < days.words; ++word) days.bits[word] &= named.bits[word];
}

void RuleDays::keep_year_days(DayBits& days, int length) const {
  DayBits named;
  named.first = days.first;
  by_.year_days.each([&](int n) {
    const int day = n > 0 ? n - 1 : length + n;
    if (day >= 0 && day < length) named.insert(days.first + day);
  });
  for (std::size_t word = 0; word < days.words; ++word) days.bits[word] &= named.bits[word];
}

// Week 1 is the first with at least four days in the year (RFC 5545, BYWEEKNO), so it holds the
// 4th of January and may begin in December.
std::int64_t RuleDays::first_week(int year) const {
  const std::int64_t fourth = day_of(year, 1, 4);
  return fourth - (weekday_of(fourth) + 7 - week_start_) % 7;
}

int RuleDays::week_year(std::int64_t day) const {
  const auto year = static_cast<int>(date_of(day).year());
  if (day < first_week(year)) return year - 1;
  return day >= first_week(year + 1) ? year + 1 : year;
}

// A year counted in weeks: from the first day of week 1 to the last of week 52 or 53.
DayBits RuleDays::year_of_weeks(int year) const {
  DayBits days;
  days.first = first_week(year);
  days.words = 6;
  const auto weeks = static_cast<int>((first_week(year + 1) - days.first) / 7);
  by_.week_numbers.each([&](int n) {
    const int number = n > 0 ? n - 1 : weeks + n;
    if (number < 0 || number >= weeks) return;
    for (std::int64_t day = days.first + number * 7, end = day + 7; day < end; ++day) {
      if (allows(day)) days.insert(day);
    }
  });
  return days;
}

}  // namespace playlists
