#include "playlists/recurrence/rule_periods.h"

namespace playlists {
namespace {

struct DayAndSecond {
  explicit DayAndSecond(CivilSeconds at) {
    const auto midnight = std::chrono::floor<std::chrono::days>(at);
    day = midnight.time_since_epoch().count();
    second = (at - midnight).count();
  }
  std::int64_t day;
  std::int64_t second;
};

CivilSeconds instant(std::int64_t day, std::int64_t second) {
  return CivilSeconds{std::chrono::seconds{day * 86'400 + second}};
}

}  // namespace

RulePeriods::RulePeriods(const RecurrenceRule& rule, CivilSeconds start)
    : days_(rule, DayAndSecond{start}.day),
      times_(RuleTimes::within_period(rule, start)),
      positions_(rule) {}

std::int64_t RulePeriods::members_before(const DayBits& days, CivilSeconds at) const {
  const DayAndSecond limit{at};
  std::int64_t n = days.before(limit.day) * times_.size();
  if (days.has(limit.day)) n += times_.before(limit.second);
  return positions_.before(n, days.size() * times_.size());
}

std::int64_t RulePeriods::before(CivilSeconds at) const {
  const std::int64_t last = days_.period_of(DayAndSecond{at}.day);
  if (last < 0) return 0;
  const auto whole = [&](std::int64_t number) {
    const std::int64_t size = days_.period(number).size() * times_.size();
    return positions_.before(size, size);
  };
  std::int64_t count = members_before(days_.period(last), at);
  if (days_.periods_are_alike()) return count + (last > 0 ? last * whole(0) : 0);
  for (std::int64_t number = 0; number < last; ++number) count += whole(number);
  return count;
}

void RulePeriods::append(CivilSeconds from, CivilSeconds until, std::size_t room,
                         std::vector<CivilSeconds>& out) const {
  const DayAndSecond first{from};
  const DayAndSecond last{until - std::chrono::seconds{1}};
  const std::int64_t end = days_.period_of(last.day);
  for (std::int64_t number = std::max<std::int64_t>(days_.period_of(first.day), 0);
       number <= end && out.size() < room; ++number) {
    const DayBits days = days_.period(number);
    if (positions_.given()) {
      for (const std::int64_t n : positions_.of(days.size() * times_.size())) {
        const auto at = instant(days.at(n / times_.size()), times_.at(n % times_.size()));
        if (at >= from && at < until) out.push_back(at);
      }
      continue;
    }
    days.each(first.day, last.day, [&](std::int64_t day) {
      times_.each(day == first.day ? first.second : 0, day == last.day ? last.second + 1 : 86'400,
                  [&](std::int64_t second) { out.push_back(instant(day, second)); });
      return out.size() < room;
    });
  }
}

}  // namespace playlists
