#include "tests/unit/playlists/recurrence/random_rules.h"

#include <cstdio>
#include <set>

#include "playlists/recurrence/expand.h"

namespace playlists {
namespace {

using namespace std::chrono;

constexpr std::array<const char*, 7> weekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

bool one_in(int n) {
  return *rc::gen::inRange(0, n) == n - 1;
}

// Up to `most` numbers from `least` to `greatest`, never 0 where they are signed.
std::set<int> some_numbers(int least, int greatest, int most) {
  std::set<int> numbers;
  for (int left = *rc::gen::inRange(1, most + 1); left > 0; --left) {
    const int n = *rc::gen::inRange(least, greatest + 1);
    numbers.insert(n == 0 && least < 0 ? 1 : n);
  }
  return numbers;
}

std::string list(const char* name, const std::set<int>& numbers) {
  std::string text = std::string{";"} + name + "=";
  for (const int n : numbers) text += (n == *numbers.begin() ? "" : ",") + std::to_string(n);
  return text;
}

std::string some_days(bool numbered, int most_number) {
  std::string text = ";BYDAY=";
  bool first = true;
  for (const int day : some_numbers(0, 6, 4)) {
    if (!first) text += ",";
    first = false;
    if (numbered && one_in(2)) {
      const int n = *rc::gen::inRange(1, most_number + 1);
      text += std::to_string(one_in(3) ? -n : n);
    }
    text += weekdays[static_cast<std::size_t>(day)];
  }
  return text;
}

// A second has one member and a minute few: programs that step through them must find one soon.
std::set<int> some_positions(Freq freq) {
  if (freq == Freq::Secondly) return {one_in(2) ? -1 : 1};
  if (freq < Freq::Daily) {
    auto positions = some_numbers(-4, 4, 3);
    positions.insert(one_in(2) ? -1 : 1);
    return positions;
  }
  return one_in(2) ? some_numbers(-4, 4, 3) : some_numbers(-366, 366, 20);
}

std::string some_parts(Freq freq) {
  std::string text;
  if (one_in(4)) text += list("BYMONTH", some_numbers(1, 12, 4));
  const bool week_number = freq == Freq::Yearly && one_in(4);
  if (week_number) text += list("BYWEEKNO", some_numbers(one_in(2) ? 1 : -53, 53, 6));
  const bool may_year_day = freq < Freq::Daily || freq == Freq::Yearly;
  if (may_year_day && one_in(6)) text += list("BYYEARDAY", some_numbers(-366, 366, 60));
  if (freq != Freq::Weekly && one_in(4)) text += list("BYMONTHDAY", some_numbers(-31, 31, 8));
  if (one_in(3)) {
    const bool numbered = (freq == Freq::Monthly || freq == Freq::Yearly) && !week_number;
    text += some_days(numbered, freq == Freq::Monthly ? 5 : one_in(2) ? 5 : 53);
  }
  if (one_in(4)) text += list("BYHOUR", some_numbers(0, 23, 5));
  if (one_in(4)) text += list("BYMINUTE", some_numbers(0, 59, 4));
  if (one_in(6)) text += list("BYSECOND", some_numbers(0, 59, 3));
  if (!text.empty() && one_in(4)) text += list("BYSETPOS", some_positions(freq));
  return text;
}

// A usual length of one period.
seconds period_of(Freq freq) {
  switch (freq) {
    case Freq::Secondly:
      return 1s;
    case Freq::Minutely:
      return 1min;
    case Freq::Hourly:
      return 1h;
    case Freq::Daily:
      return days{1};
    case Freq::Weekly:
      return weeks{1};
    case Freq::Monthly:
      return days{30};
    default:
      return days{365};
  }
}

RuleCase some_case() {
  RuleCase one;
  const auto freq = static_cast<Freq>(*rc::gen::inRange(1, 8));
  one.rule = "FREQ=" + std::string{freq_text(freq)};
  const int interval = one_in(2) ? 1 : *rc::gen::inRange(1, one_in(4) ? 400 : 8);
  if (interval > 1) one.rule += ";INTERVAL=" + std::to_string(interval);
  one.rule += some_parts(freq);
  if (one_in(4)) {
    one.rule += ";WKST=";
    one.rule += weekdays[static_cast<std::size_t>(*rc::gen::inRange(0, 7))];
  }
  one.start = local_days{1997y / January / 1} + days{*rc::gen::inRange(0, 40 * 365)} +
              seconds{*rc::gen::inRange(0, 86'400)};
  const seconds step = std::min<seconds>(period_of(freq) * interval, days{365 * 3});
  one.from = one.start + step * *rc::gen::inRange(0, 40) - seconds{*rc::gen::inRange(0, 90'000)};
  // Half of the faster rules look at some days: what limits them speaks of days.
  const bool by_days = freq < Freq::Daily && one_in(2);
  one.until = one.from +
              (by_days ? seconds{days{*rc::gen::inRange(1, freq == Freq::Secondly ? 4 : 30)}}
                       : step * *rc::gen::inRange(1, 20)) +
              seconds{*rc::gen::inRange(1, 90'000)};
  if (one_in(4)) {
    one.rule += ";COUNT=" + std::to_string(*rc::gen::inRange(1, one_in(4) ? 2000 : 40));
  } else if (one_in(3)) {
    one.rule += ";UNTIL=" + civil_text(one.start + step * *rc::gen::inRange(0, 50));
  }
  return one;
}

}  // namespace

rc::Gen<RuleCase> rule_cases() {
  return rc::gen::resize(rc::kNominalSize, rc::gen::exec(some_case));
}

std::string civil_text(CivilSeconds at) {
  const local_days day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string question(const RuleCase& one) {
  return one.rule + "|" + civil_text(one.start) + "|" + civil_text(one.from) + "|" +
         civil_text(one.until);
}

std::vector<CivilSeconds> our_starts(const RuleCase& one) {
  std::vector<CivilSeconds> starts;
  const auto rule = RecurrenceRule::parse(one.rule);
  RC_ASSERT(rule.value.has_value());
  expand(*rule, one.start, one.from, one.until, starts);
  if (starts.size() > most_starts) starts.resize(most_starts);
  return starts;
}

std::string starts_text(const std::vector<CivilSeconds>& starts) {
  std::string text;
  for (std::size_t n = 0; n < starts.size() && n < most_starts; ++n) {
    text += (n > 0 ? "," : "") + civil_text(starts[n]);
  }
  return text;
}

bool names(const RuleCase& one, const char* part) {
  return one.rule.find(std::string{";"} + part + "=") != std::string::npos;
}

bool counts_from_end(const RuleCase& one, const char* part) {
  const auto at = one.rule.find(std::string{";"} + part + "=");
  if (at == std::string::npos) return false;
  return one.rule.substr(at, one.rule.find(';', at + 1) - at).find('-') != std::string::npos;
}

void showValue(const RuleCase& one, std::ostream& out) {
  out << question(one);
}

}  // namespace playlists
