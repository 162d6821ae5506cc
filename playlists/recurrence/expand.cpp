#include "playlists/recurrence/expand.h"

#include <algorithm>
#include <limits>

#include "playlists/recurrence/rule_periods.h"
#include "playlists/recurrence/rule_units.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;

constexpr CivilSeconds first_instant{
    std::chrono::local_days{std::chrono::year{1} / std::chrono::January / std::chrono::day{1}}};
constexpr CivilSeconds end_of_time{std::chrono::local_days{
    std::chrono::year{10'000} / std::chrono::January / std::chrono::day{1}}};

// The first second at which nothing starts any more.
CivilSeconds end_of(const RecurrenceRule& rule) {
  if (!rule.until()) return end_of_time;
  const RuleEnd& end = *rule.until();
  const auto after = end.form == RuleEnd::Form::Day ? std::chrono::seconds{24h} : 1s;
  return end.at >= end_of_time - after ? end_of_time : end.at + after;
}

bool possible(const RecurrenceRule& rule, CivilSeconds start) {
  return rule.frequency() != Freq::Unknown && start >= first_instant && start < end_of_time;
}

template <class Set>
std::int64_t starts_before(const Set& set, CivilSeconds start, CivilSeconds at) {
  return at <= start ? 0 : set.before(at) - set.before(start);
}

template <class Set>
void expand_set(const Set& set, const RecurrenceRule& rule, CivilSeconds start, CivilSeconds from,
                CivilSeconds until, std::vector<CivilSeconds>& out) {
  std::size_t room = std::numeric_limits<std::size_t>::max();
  if (const auto count = rule.count()) {
    const std::int64_t left = *count - starts_before(set, start, from);
    if (left <= 0) return;
    room = out.size() + static_cast<std::size_t>(left);
  }
  set.append(from, until, room, out);
  if (out.size() > room) out.resize(room);
}

}  // namespace

void expand(const RecurrenceRule& rule, CivilSeconds start, CivilSeconds from, CivilSeconds until,
            std::vector<CivilSeconds>& out) {
  from = std::max(from, start);
  until = std::min(until, end_of(rule));
  if (from >= until || !possible(rule, start)) return;
  if (rule.frequency() < Freq::Daily) {
    expand_set(RuleUnits{rule, start}, rule, start, from, until, out);
  } else {
    expand_set(RulePeriods{rule, start}, rule, start, from, until, out);
  }
}

std::int64_t count_before(const RecurrenceRule& rule, CivilSeconds start, CivilSeconds at) {
  at = std::min(at, end_of(rule));
  if (at <= start || !possible(rule, start)) return 0;
  const std::int64_t count = rule.frequency() < Freq::Daily
                                 ? starts_before(RuleUnits{rule, start}, start, at)
                                 : starts_before(RulePeriods{rule, start}, start, at);
  return rule.count() ? std::min<std::int64_t>(count, *rule.count()) : count;
}

}  // namespace playlists
