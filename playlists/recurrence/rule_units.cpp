#include "playlists/recurrence/rule_units.h"

namespace playlists {
namespace {

constexpr std::uint64_t all = ~std::uint64_t{0};
constexpr std::int64_t day_length = 86'400;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::int64_t ceil_div(std::int64_t a, std::int64_t b) {
  return -floor_div(-a, b);
}

std::int64_t unit_length(Freq freq) {
  if (freq == Freq::Hourly) return 3600;
  return freq == Freq::Minutely ? 60 : 1;
}

std::uint64_t limit(bool applies, std::uint64_t given) {
  return applies && given != 0 ? given : all;
}

CivilSeconds instant(std::int64_t second) {
  return CivilSeconds{std::chrono::seconds{second}};
}

}  // namespace

RuleUnits::RuleUnits(const RecurrenceRule& rule, CivilSeconds start)
    : days_(rule, floor_div(start.time_since_epoch().count(), day_length)),
      times_(RuleTimes::within_period(rule, start)),
      positions_(rule),
      length_(unit_length(rule.frequency())),
      per_day_(day_length / length_),
      per_hour_(3600 / length_),
      interval_(rule.interval()),
      origin_(floor_div(start.time_since_epoch().count(), length_)),
      hours_(limit(true, rule.by().hours)),
      minutes_(limit(length_ <= 60, rule.by().minutes)),
      seconds_(limit(length_ == 1, RuleTimes::seconds_of(rule.by()))),
      taken_(positions_.before(times_.size(), times_.size())),
      by_time_((hours_ & minutes_ & seconds_) != all) {}

std::int64_t RuleUnits::next(std::int64_t unit) const {
  if (unit <= origin_) return origin_;
  return origin_ + ceil_div(unit - origin_, interval_) * interval_;
}

template <class Use>
void RuleUnits::each(std::int64_t unit, std::int64_t end, Use use) const {
  const auto jump = [&](std::int64_t to) { unit += ceil_div(to - unit, interval_) * interval_; };
  while (unit < end) {
    const std::int64_t hour = unit / per_hour_;
    if ((hours_ >> hour & 1) == 0) {
      jump((hour + 1) * per_hour_);
      continue;
    }
    const std::int64_t second = unit * length_;
    if ((minutes_ >> (second / 60 % 60) & 1) == 0) {
      jump(length_ == 1 ? (second / 60 + 1) * 60 : unit + 1);
      continue;
    }
    if ((seconds_ >> (second % 60) & 1) != 0) use(unit);
    unit += interval_;
  }
}

std::int64_t RuleUnits::units_between(std::int64_t unit, std::int64_t end) const {
  if (unit >= end) return 0;
  if (!by_time_) return ceil_div(end - unit, interval_);
  std::int64_t count = 0;
  each(unit, end, [&](std::int64_t) { ++count; });
  return count;
}

// Days begin at few different phases of INTERVAL, or have few units: what a phase gives is counted
// once.
std::int64_t RuleUnits::units_before(std::int64_t unit) const {
  if (unit <= origin_) return 0;
  if (!by_time_ && !days_.limited()) return ceil_div(unit - origin_, interval_);
  std::vector<std::int32_t> by_phase(static_cast<std::size_t>(std::min(interval_, per_day_)),
                                     std::int32_t{-1});
  std::int64_t count = 0;
  std::int64_t at = origin_;
  while (at < unit) {
    const std::int64_t day = floor_div(at, per_day_);
    const std::int64_t phase = at - day * per_day_;
    const std::int64_t end = std::min(per_day_, unit - day * per_day_);
    const std::int64_t after = next((day + 1) * per_day_);
    if (days_.allows(day)) {
      if (phase < interval_ && end == per_day_) {
        std::int32_t& known = by_phase[static_cast<std::size_t>(phase)];
        if (known < 0) known = static_cast<std::int32_t>(units_between(phase, end));
        count += known;
      } else {
        count += units_between(phase, end);
      }
    }
    at = after;
  }
  return count;
}

std::int64_t RuleUnits::before(CivilSeconds at) const {
  const std::int64_t second = at.time_since_epoch().count();
  const std::int64_t unit = floor_div(second, length_);
  std::int64_t count = units_before(unit) * taken_;
  const std::int64_t day = floor_div(unit, per_day_);
  const std::int64_t phase = unit - day * per_day_;
  if (next(unit) == unit && days_.allows(day) && units_between(phase, phase + 1) > 0) {
    count += positions_.before(times_.before(second - unit * length_), times_.size());
  }
  return count;
}

void RuleUnits::append_unit(std::int64_t begin, CivilSeconds from, CivilSeconds until,
                            std::vector<CivilSeconds>& out) const {
  const auto keep = [&](std::int64_t second) {
    const CivilSeconds at = instant(begin + second);
    if (at >= from && at < until) out.push_back(at);
  };
  if (positions_.given()) {
    for (const std::int64_t n : positions_.of(times_.size())) keep(times_.at(n));
  } else {
    times_.each(0, length_, keep);
  }
}

void RuleUnits::append(CivilSeconds from, CivilSeconds until, std::size_t room,
                       std::vector<CivilSeconds>& out) const {
  const std::int64_t end = ceil_div(until.time_since_epoch().count(), length_);
  const bool one_each = !by_time_ && times_.size() == 1 && taken_ == 1;
  const std::int64_t only = times_.at(0);
  std::int64_t at = next(floor_div(from.time_since_epoch().count(), length_));
  while (at < end && out.size() < room) {
    const std::int64_t day = floor_div(at, per_day_);
    const std::int64_t midnight = day * per_day_;
    const std::int64_t last = std::min(per_day_, end - midnight);
    if (days_.allows(day)) {
      if (one_each) {
        for (std::int64_t unit = at; unit < midnight + last; unit += interval_) {
          const CivilSeconds start = instant(unit * length_ + only);
          if (start >= from && start < until) out.push_back(start);
        }
      } else {
        each(at - midnight, last, [&](std::int64_t unit) {
          append_unit((midnight + unit) * length_, from, until, out);
        });
      }
    }
    at = next(midnight + per_day_);
  }
}

}  // namespace playlists
