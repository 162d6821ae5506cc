#include "playlists/recurrence/rule_reader.h"

#include <limits>

namespace playlists {
namespace {

constexpr std::int32_t most_count = std::numeric_limits<std::int32_t>::max();

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

// A name of at most eight letters as one number, so that names compare at once; a BY before it
// becomes the top bit (BYMONTHDAY has ten letters). 0 for anything that is no such name.
constexpr std::uint64_t key_of(std::string_view name) {
  std::uint64_t by = 0;
  if (name.size() > 2 && upper(name[0]) == 'B' && upper(name[1]) == 'Y') {
    name.remove_prefix(2);
    by = std::uint64_t{1} << 63;
  }
  if (name.empty() || name.size() > 8) return 0;
  std::uint64_t key = 0;
  for (const char c : name) {
    const char letter = upper(c);
    if (letter < 'A' || letter > 'Z') return 0;
    key = key << 8 | static_cast<unsigned char>(letter);
  }
  return key | by;
}

enum Part : unsigned {
  freq,
  interval,
  count,
  until,
  by_second,
  by_minute,
  by_hour,
  by_day,
  by_month_day,
  by_year_day,
  by_week_number,
  by_month,
  by_position,
  week_start
};

constexpr unsigned bit(Part part) {
  return 1u << part;
}
constexpr unsigned by_parts = bit(by_second) | bit(by_minute) | bit(by_hour) | bit(by_day) |
                              bit(by_month_day) | bit(by_year_day) | bit(by_week_number) |
                              bit(by_month);

// Decimal digits only, at least one; -1 when there is anything else or more than `most`.
constexpr std::int64_t number(std::string_view text, std::int64_t most) {
  if (text.empty()) return -1;
  std::int64_t n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
    if (n > most) return -1;
  }
  return n;
}

// Calls `use` with each item of a list; false as soon as `use` is.
template <class Use>
bool each_item(std::string_view list, Use use) {
  for (;;) {
    const auto comma = list.find(',');
    if (!use(list.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 1);
  }
}

template <class Mask>
bool read_mask(std::string_view list, int least, int most, Mask& mask) {
  return each_item(list, [&](std::string_view item) {
    const std::int64_t n = number(item, most);
    if (n < least || item.size() > 2) return false;
    mask = static_cast<Mask>(mask | Mask{1} << n);
    return true;
  });
}

template <int Most>
bool read_either_end(std::string_view list, EitherEnd<Most>& set) {
  return each_item(list, [&](std::string_view item) {
    const bool minus = !item.empty() && item.front() == '-';
    if (minus || (!item.empty() && item.front() == '+')) item.remove_prefix(1);
    const std::int64_t n = number(item, Most);
    if (n < 1 || item.size() > 3) return false;
    set.insert(static_cast<int>(minus ? -n : n));
    return true;
  });
}

// In the order of std::chrono::weekday::c_encoding(); -1 for anything else.
int weekday_of(std::string_view text) {
  if (text.size() != 2) return -1;
  switch (key_of(text)) {
    case key_of("SU"):
      return 0;
    case key_of("MO"):
      return 1;
    case key_of("TU"):
      return 2;
    case key_of("WE"):
      return 3;
    case key_of("TH"):
      return 4;
    case key_of("FR"):
      return 5;
    case key_of("SA"):
      return 6;
    default:
      return -1;
  }
}

}  // namespace

std::optional<RecurrenceRule> RuleReader::read() {
  std::string_view rest = text_;
  for (;;) {
    const auto semicolon = rest.find(';');
    where_ = rest.substr(0, semicolon);
    if (!read_part(where_)) return std::nullopt;
    if (semicolon == std::string_view::npos) break;
    rest.remove_prefix(semicolon + 1);
  }
  where_ = {};
  if (!agree()) return std::nullopt;
  return rule_;
}

bool RuleReader::first_time(unsigned part) {
  const bool first = (seen_ & bit(static_cast<Part>(part))) == 0;
  seen_ |= bit(static_cast<Part>(part));
  return first || fail(RuleFault::Twice);
}

bool RuleReader::read_part(std::string_view part) {
  const auto equals = part.find('=');
  if (equals == std::string_view::npos || equals == 0) return fail(RuleFault::Syntax);
  return read_value(key_of(part.substr(0, equals)), part.substr(equals + 1));
}

bool RuleReader::read_value(std::uint64_t key, std::string_view value) {
  RuleParts& by = rule_.by_;
  const auto good = [this](bool read, RuleFault fault) { return read || fail(fault); };
  switch (key) {
    case key_of("FREQ"):
      return first_time(freq) && read_frequency(value);
    case key_of("INTERVAL"):
      rule_.interval_ = static_cast<std::int32_t>(number(value, most_count));
      return first_time(interval) && good(rule_.interval_ > 0, RuleFault::Interval);
    case key_of("COUNT"):
      rule_.count_ = static_cast<std::int32_t>(number(value, most_count));
      return first_time(count) && good(rule_.count_ > 0, RuleFault::Count);
    case key_of("UNTIL"):
      return first_time(until) && read_until(value);
    case key_of("BYSECOND"):
      return first_time(by_second) && good(read_mask(value, 0, 60, by.seconds), RuleFault::Number);
    case key_of("BYMINUTE"):
      return first_time(by_minute) && good(read_mask(value, 0, 59, by.minutes), RuleFault::Number);
    case key_of("BYHOUR"):
      return first_time(by_hour) && good(read_mask(value, 0, 23, by.hours), RuleFault::Number);
    case key_of("BYDAY"):
      return first_time(by_day) && good(read_days(value), RuleFault::Day);
    case key_of("BYMONTHDAY"):
      return first_time(by_month_day) &&
             good(read_either_end(value, by.month_days), RuleFault::Number);
    case key_of("BYYEARDAY"):
      return first_time(by_year_day) &&
             good(read_either_end(value, by.year_days), RuleFault::Number);
    case key_of("BYWEEKNO"):
      return first_time(by_week_number) &&
             good(read_either_end(value, by.week_numbers), RuleFault::Number);
    case key_of("BYMONTH"):
      return first_time(by_month) && good(read_mask(value, 1, 12, by.months), RuleFault::Number);
    case key_of("BYSETPOS"):
      return first_time(by_position) &&
             good(read_either_end(value, by.positions), RuleFault::Number);
    case key_of("WKST"): {
      const int day = weekday_of(value);
      rule_.week_start_ = static_cast<std::uint8_t>(day);
      return first_time(week_start) && good(day >= 0, RuleFault::WeekStart);
    }
    default:
      return fail(RuleFault::UnknownPart);
  }
}

bool RuleReader::read_frequency(std::string_view value) {
  switch (key_of(value)) {
    case key_of("SECONDLY"):
      rule_.freq_ = Freq::Secondly;
      return true;
    case key_of("MINUTELY"):
      rule_.freq_ = Freq::Minutely;
      return true;
    case key_of("HOURLY"):
      rule_.freq_ = Freq::Hourly;
      return true;
    case key_of("DAILY"):
      rule_.freq_ = Freq::Daily;
      return true;
    case key_of("WEEKLY"):
      rule_.freq_ = Freq::Weekly;
      return true;
    case key_of("MONTHLY"):
      rule_.freq_ = Freq::Monthly;
      return true;
    case key_of("YEARLY"):
      rule_.freq_ = Freq::Yearly;
      return true;
    default:
      return fail(RuleFault::Frequency);
  }
}

// 20270101, 20270101T120000 or 20270101T120000Z
bool RuleReader::read_until(std::string_view value) {
  using namespace std::chrono;
  const bool timed = value.size() == 15 || value.size() == 16;
  if (!timed && value.size() != 8) return fail(RuleFault::Until);
  const auto part = [&](std::size_t at, std::size_t length, int most) {
    return static_cast<int>(number(value.substr(at, length), most));
  };
  const int y = part(0, 4, 9999);
  const int m = part(4, 2, 12);
  const int d = part(6, 2, 31);
  if (y < 1 || m < 1 || d < 1) return fail(RuleFault::Until);
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok()) return fail(RuleFault::Until);
  RuleEnd end{RuleEnd::Form::Day, local_days{date}};
  if (timed) {
    const int hour = part(9, 2, 23);
    const int minute = part(11, 2, 59);
    const int second = part(13, 2, 60);
    const bool utc = value.size() == 16;
    if (upper(value[8]) != 'T' || hour < 0 || minute < 0 || second < 0) {
      return fail(RuleFault::Until);
    }
    if (utc && upper(value[15]) != 'Z') return fail(RuleFault::Until);
    end.form = utc ? RuleEnd::Form::Utc : RuleEnd::Form::Local;
    // Who has no leap seconds reads 60 as 59 (RFC 5545, 3.3.5).
    end.at += hours{hour} + minutes{minute} + seconds{second == 60 ? 59 : second};
  }
  rule_.until_ = end;
  return true;
}

bool RuleReader::read_days(std::string_view value) {
  return each_item(value, [this](std::string_view item) { return read_day(item); });
}

// MO, 2MO, +2MO or -1MO
bool RuleReader::read_day(std::string_view item) {
  if (item.size() < 2) return false;
  const int day = weekday_of(item.substr(item.size() - 2));
  if (day < 0) return false;
  item.remove_suffix(2);
  if (item.empty()) {
    rule_.by_.weekdays = static_cast<std::uint8_t>(rule_.by_.weekdays | 1u << day);
    return true;
  }
  rule_.by_.numbered_days = true;
  return item.size() <= 3 &&
         read_either_end(item, rule_.by_.numbered[static_cast<std::size_t>(day)]);
}

// What the parts forbid each other.
bool RuleReader::agree() {
  const auto has = [this](Part part) { return (seen_ & bit(part)) != 0; };
  const Freq frequency = rule_.freq_;
  if (!has(freq)) return fail(RuleFault::Frequency);
  if (has(count) && has(until)) return fail(RuleFault::CountAndUntil);
  if (has(by_week_number) && frequency != Freq::Yearly) return fail(RuleFault::WeekNumber);
  if (rule_.by_.numbered_days &&
      ((frequency != Freq::Monthly && frequency != Freq::Yearly) || has(by_week_number))) {
    return fail(RuleFault::NumberedDay);
  }
  if (has(by_month_day) && frequency == Freq::Weekly) return fail(RuleFault::MonthDay);
  if (has(by_year_day) &&
      (frequency == Freq::Daily || frequency == Freq::Weekly || frequency == Freq::Monthly)) {
    return fail(RuleFault::YearDay);
  }
  if (has(by_position) && (seen_ & by_parts) == 0) return fail(RuleFault::PositionAlone);
  return true;
}

}  // namespace playlists
