#include "tests/reference/recurrence.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>

namespace reference {
namespace {

using namespace std::chrono;

constexpr std::string_view weekday_letters[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

[[noreturn]] void refuse(std::string_view part) {
  throw std::invalid_argument("reference: no such rule: " + std::string(part));
}

int number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) refuse(text);
  return value;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<int> numbers(std::string_view text) {
  std::vector<int> list;
  for (const auto part : split(text, ',')) list.push_back(number(part));
  return list;
}

weekday parse_day(std::string_view letters) {
  for (unsigned i = 0; i < 7; ++i) {
    if (letters == weekday_letters[i]) return weekday{i};
  }
  refuse(letters);
}

std::vector<NthDay> parse_days(std::string_view text) {
  std::vector<NthDay> list;
  for (const auto part : split(text, ',')) {
    if (part.size() < 2) refuse(part);
    const auto digits = part.substr(0, part.size() - 2);
    list.push_back({parse_day(part.substr(part.size() - 2)), digits.empty() ? 0 : number(digits)});
  }
  return list;
}

Freq parse_freq(std::string_view text) {
  if (text == "SECONDLY") return Freq::Secondly;
  if (text == "MINUTELY") return Freq::Minutely;
  if (text == "HOURLY") return Freq::Hourly;
  if (text == "DAILY") return Freq::Daily;
  if (text == "WEEKLY") return Freq::Weekly;
  if (text == "MONTHLY") return Freq::Monthly;
  if (text == "YEARLY") return Freq::Yearly;
  refuse(text);
}

void parse_until(Rule& rule, std::string_view text) {
  if (text.size() < 8) refuse(text);
  const CivilDay day{year{number(text.substr(0, 4))},
                     month{static_cast<unsigned>(number(text.substr(4, 2)))},
                     std::chrono::day{static_cast<unsigned>(number(text.substr(6, 2)))}};
  if (text.size() == 8) {
    rule.until_day = day;
    return;
  }
  if (text.size() < 15) refuse(text);
  const auto time = hours{number(text.substr(9, 2))} + minutes{number(text.substr(11, 2))} +
                    seconds{number(text.substr(13, 2))};
  if (text.back() == 'Z') {
    rule.until_utc = sys_days{day} + time;
  } else {
    rule.until_local = local_days{day} + time;
  }
}

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// How many whole units lie between the units that hold `start` and `at`.
std::int64_t periods(const Rule& rule, LocalSeconds start, LocalSeconds at) {
  const auto months_of = [](LocalSeconds t) {
    const CivilDay day{floor<days>(t)};
    return static_cast<int>(day.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(day.month())) - 1;
  };
  const auto week_of = [&](LocalSeconds t) {
    const local_days day = floor<days>(t);
    return day - (weekday{day} - rule.week_start);
  };
  switch (rule.freq) {
    case Freq::Secondly:
      return (at - start).count();
    case Freq::Minutely:
      return (floor<minutes>(at) - floor<minutes>(start)).count();
    case Freq::Hourly:
      return (floor<hours>(at) - floor<hours>(start)).count();
    case Freq::Daily:
      return (floor<days>(at) - floor<days>(start)).count();
    case Freq::Weekly:
      return (week_of(at) - week_of(start)).count() / 7;
    case Freq::Monthly:
      return months_of(at) - months_of(start);
    case Freq::Yearly:
      return months_of(at) / 12 - months_of(start) / 12;
  }
  return 0;
}

// 1 for the first Monday of [first, last], -1 for the last, and so on.
bool is_nth(const NthDay& wanted, local_days day, local_days first, local_days last) {
  if (weekday{day} != wanted.day) return false;
  if (wanted.nth == 0) return true;
  if (wanted.nth > 0) return (day - first).count() / 7 + 1 == wanted.nth;
  return (last - day).count() / 7 + 1 == -wanted.nth;
}

bool yields_day(const Rule& rule, LocalSeconds start, local_days day) {
  const CivilDay civil{day};
  const CivilDay first{floor<days>(start)};
  const auto month_number = static_cast<int>(static_cast<unsigned>(civil.month()));
  const auto day_number = static_cast<int>(static_cast<unsigned>(civil.day()));
  const local_days month_first{civil.year() / civil.month() / 1};
  const local_days month_last{civil.year() / civil.month() / last};
  const bool yearly = rule.freq == Freq::Yearly;
  if (!rule.months.empty() && !holds(rule.months, month_number)) return false;
  if (rule.months.empty() && yearly && rule.month_days.empty() && rule.days.empty() &&
      civil.month() != first.month()) {
    return false;
  }
  if (!rule.month_days.empty()) {
    const auto from_end = day_number - static_cast<int>((month_last - month_first).count()) - 2;
    if (!holds(rule.month_days, day_number) && !holds(rule.month_days, from_end)) return false;
  } else if ((rule.freq == Freq::Monthly || yearly) && rule.days.empty() &&
             civil.day() != first.day()) {
    return false;
  }
  if (rule.days.empty()) {
    return rule.freq != Freq::Weekly || weekday{day} == weekday{local_days{first}};
  }
  const bool in_year = yearly && rule.months.empty();
  const local_days from = in_year ? local_days{civil.year() / January / 1} : month_first;
  const local_days to = in_year ? local_days{civil.year() / December / 31} : month_last;
  return std::any_of(rule.days.begin(), rule.days.end(),
                     [&](const NthDay& wanted) { return is_nth(wanted, day, from, to); });
}

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

Clock clock_of(LocalSeconds at) {
  const hh_mm_ss time{at - floor<days>(at)};
  return {static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count())};
}

// The values a part of the time may have: those of the rule, else (the rule's unit is larger) the
// start's, else all.
std::vector<int> choices(const std::vector<int>& by, bool as_start, int start, int limit) {
  if (!by.empty()) return by;
  if (as_start) return {start};
  std::vector<int> all;
  for (int i = 0; i < limit; ++i) all.push_back(i);
  return all;
}

}  // namespace

Rule parse_rule(std::string_view text) {
  Rule rule;
  for (const auto part : split(text, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) refuse(part);
    const auto name = part.substr(0, equals);
    const auto value = part.substr(equals + 1);
    if (name == "FREQ") {
      rule.freq = parse_freq(value);
    } else if (name == "INTERVAL") {
      rule.interval = number(value);
    } else if (name == "COUNT") {
      rule.count = number(value);
    } else if (name == "UNTIL") {
      parse_until(rule, value);
    } else if (name == "BYMONTH") {
      rule.months = numbers(value);
    } else if (name == "BYMONTHDAY") {
      rule.month_days = numbers(value);
    } else if (name == "BYDAY") {
      rule.days = parse_days(value);
    } else if (name == "BYHOUR") {
      rule.hours = numbers(value);
    } else if (name == "BYMINUTE") {
      rule.minutes = numbers(value);
    } else if (name == "BYSECOND") {
      rule.seconds = numbers(value);
    } else if (name == "WKST") {
      rule.week_start = parse_day(value);
    } else {
      refuse(part);
    }
  }
  return rule;
}

bool yields(const Rule& rule, LocalSeconds start, LocalSeconds at) {
  if (at < start || periods(rule, start, at) % rule.interval != 0) return false;
  if (!yields_day(rule, start, floor<days>(at))) return false;
  const Clock first = clock_of(start);
  const Clock clock = clock_of(at);
  const auto fits = [](const std::vector<int>& by, bool as_start, int first_value, int value) {
    return by.empty() ? !as_start || value == first_value : holds(by, value);
  };
  return fits(rule.hours, rule.freq > Freq::Hourly, first.hour, clock.hour) &&
         fits(rule.minutes, rule.freq > Freq::Minutely, first.minute, clock.minute) &&
         fits(rule.seconds, rule.freq > Freq::Secondly, first.second, clock.second);
}

std::vector<LocalSeconds> expand(const Rule& rule, LocalSeconds start, LocalSeconds from,
                                 LocalSeconds until) {
  const Clock first = clock_of(start);
  const auto hour = choices(rule.hours, rule.freq > Freq::Hourly, first.hour, 24);
  const auto minute = choices(rule.minutes, rule.freq > Freq::Minutely, first.minute, 60);
  const auto second = choices(rule.seconds, rule.freq > Freq::Secondly, first.second, 60);
  std::vector<LocalSeconds> found;
  int counted = 0;
  // Only COUNT needs what lies before `from`.
  const auto begin = floor<days>(rule.count ? start : std::max(start, from));
  for (local_days day = begin; day < until; day += days{1}) {
    if (!yields_day(rule, start, day)) continue;
    std::vector<LocalSeconds> of_day;
    for (const int h : hour) {
      for (const int m : minute) {
        for (const int s : second) {
          const LocalSeconds at = day + hours{h} + minutes{m} + seconds{s};
          const bool matters = rule.count || (at >= from && at < until);
          if (matters && yields(rule, start, at)) of_day.push_back(at);
        }
      }
    }
    std::sort(of_day.begin(), of_day.end());
    of_day.erase(std::unique(of_day.begin(), of_day.end()), of_day.end());
    for (const LocalSeconds at : of_day) {
      if (rule.count && counted++ >= *rule.count) return found;
      if (rule.until_day && floor<days>(at) > local_days{*rule.until_day}) return found;
      if (rule.until_local && at > *rule.until_local) return found;
      if (at >= from && at < until) found.push_back(at);
    }
  }
  return found;
}

}  // namespace reference
