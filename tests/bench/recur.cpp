// Benchmark `recur`: nanoseconds to read one recurrence rule and find its starts of the next 24
// hours, next to libical doing the same with its own jump to the window. Four rules in equal parts,
// all of them a year old; the limit is a scan of a weekday mask and a second of the day.
#include <fmt/core.h>
#include <libical/ical.h>

#include <array>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "playlists/recurrence/expand.h"
#include "tests/bench/bench_json.h"

namespace {

using namespace std::chrono;
using playlists::CivilSeconds;

constexpr int runs = 9;
constexpr int our_rounds = 250'000;  // x 4 rules: a million
constexpr int libical_rounds = 1'000;
constexpr int limit_rounds = 10'000'000;

struct Rule {
  const char* name;
  const char* text;
  int starts_a_day;  // on a Friday
};

constexpr std::array<Rule, 4> rules{{{"daily", "FREQ=DAILY", 1},
                                     {"weekly", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 1},
                                     {"six_a_day", "FREQ=DAILY;BYHOUR=5,8,11,14,17,20", 6},
                                     {"quarter_hours", "FREQ=MINUTELY;INTERVAL=15", 96}}};

constexpr CivilSeconds start = local_days{2025y / November / 20} + 5h;
constexpr CivilSeconds from = local_days{2026y / November / 20};
constexpr CivilSeconds until = from + days{1};

template <class Work>
double nanoseconds_each(int rounds, Work work) {
  const auto begin = steady_clock::now();
  for (int round = 0; round < rounds; ++round) work(round);
  return duration<double, std::nano>(steady_clock::now() - begin).count() / rounds;
}

double ours(const Rule& rule) {
  std::vector<CivilSeconds> starts;
  std::size_t seen = 0;
  const double each = nanoseconds_each(our_rounds, [&](int) {
    starts.clear();
    playlists::expand(*playlists::RecurrenceRule::read(rule.text), start, from, until, starts);
    seen += starts.size();
  });
  if (seen != std::size_t{our_rounds} * static_cast<std::size_t>(rule.starts_a_day)) {
    throw std::runtime_error(std::string{rule.name} + ": not the starts of a day");
  }
  return each;
}

// libical's jump loses starts of a FREQ=MINUTELY rule before DTSTART's time of day: it is timed for
// what it does, and only has to find some.
double libical(const Rule& rule) {
  const auto dtstart = icaltime_from_string("20251120T050000");
  const auto window = icaltime_from_string("20261120T000000");
  const auto end = icaltime_from_string("20261121T000000");
  std::size_t seen = 0;
  const double each = nanoseconds_each(libical_rounds, [&](int) {
    icalrecur_iterator* iterator =
        icalrecur_iterator_new(icalrecurrencetype_from_string(rule.text), dtstart);
    icalrecur_iterator_set_start(iterator, window);
    for (auto next = icalrecur_iterator_next(iterator);
         !icaltime_is_null_time(next) && icaltime_compare(next, end) < 0;
         next = icalrecur_iterator_next(iterator)) {
      ++seen;
    }
    icalrecur_iterator_free(iterator);
  });
  if (seen < std::size_t{libical_rounds}) throw std::runtime_error("libical found nothing");
  return each;
}

struct Masked {
  std::uint8_t weekdays;
  std::int32_t second;
};

double limit() {
  std::vector<Masked> entries(1'000'000);
  for (std::size_t n = 0; n < entries.size(); ++n) {
    entries[n] = {static_cast<std::uint8_t>(n % 127 + 1), static_cast<std::int32_t>(n % 86'400)};
  }
  const unsigned friday = 1U << 5;
  std::int64_t found = 0;
  const double each = nanoseconds_each(limit_rounds, [&](int round) {
    const Masked& one = entries[static_cast<std::size_t>(round) % entries.size()];
    if ((one.weekdays & friday) != 0) found += one.second;
  });
  if (found == 0) throw std::runtime_error("the limit found nothing");
  return each;
}

}  // namespace

int main() try {
  bench::Figures our_all, libical_all, limits;
  std::array<bench::Figures, rules.size()> our_each, libical_each;
  for (int run = 0; run < runs; ++run) {
    double our_sum = 0;
    double libical_sum = 0;
    for (std::size_t n = 0; n < rules.size(); ++n) {
      our_each[n].values.push_back(ours(rules[n]));
      libical_each[n].values.push_back(libical(rules[n]));
      our_sum += our_each[n].values.back();
      libical_sum += libical_each[n].values.back();
    }
    our_all.values.push_back(our_sum / rules.size());
    libical_all.values.push_back(libical_sum / rules.size());
    limits.values.push_back(limit());
    std::cerr << fmt::format("run {} of {}: {:.0f} ns a rule, libical {:.0f} ns\n", run + 1, runs,
                             our_all.values.back(), libical_all.values.back());
  }
  auto json = bench::result("recur", "ns", our_all, "libical with icalrecur_iterator_set_start",
                            libical_all);
  json["limit_ns"] = limits.median();
  for (std::size_t n = 0; n < rules.size(); ++n) {
    json["rules"][rules[n].name] = {{"ns", our_each[n].median()},
                                    {"libical_ns", libical_each[n].median()}};
  }
  std::cout << json.dump() << "\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "bench recur: " << error.what() << "\n";
  return 1;
}
