#include "playlists/recurrence/rule_times.h"

namespace playlists {
namespace {

std::uint64_t below(std::uint64_t mask, std::int64_t n) {
  return n >= 64 ? mask : mask & ((std::uint64_t{1} << n) - 1);
}

int nth_bit(std::uint64_t mask, std::int64_t n) {
  for (; n > 0; --n) mask &= mask - 1;
  return std::countr_zero(mask);
}

}  // namespace

RuleTimes RuleTimes::within_period(const RecurrenceRule& rule, CivilSeconds start) {
  const RuleParts& by = rule.by();
  const auto second =
      static_cast<std::uint64_t>((start - std::chrono::floor<std::chrono::days>(start)).count());
  const auto given_or = [](std::uint64_t given, std::uint64_t from_start) {
    return given != 0 ? given : std::uint64_t{1} << from_start;
  };
  const Freq freq = rule.frequency();
  if (freq == Freq::Secondly) return {1, 1, 1};
  const std::uint64_t seconds = given_or(seconds_of(by), second % 60);
  if (freq == Freq::Minutely) return {1, 1, seconds};
  const std::uint64_t minutes = given_or(by.minutes, second / 60 % 60);
  if (freq == Freq::Hourly) return {1, minutes, seconds};
  return {given_or(by.hours, second / 3600), minutes, seconds};
}

std::int64_t RuleTimes::before(std::int64_t second) const {
  if (second <= 0) return 0;
  if (second >= 86'400) return size();
  const std::int64_t hour = second / 3600;
  const std::int64_t minute = second / 60 % 60;
  const std::int64_t per_minute = std::popcount(seconds_);
  const std::int64_t per_hour = std::popcount(minutes_) * per_minute;
  std::int64_t count = std::popcount(below(hours_, hour)) * per_hour;
  if ((hours_ >> hour & 1) == 0) return count;
  count += std::popcount(below(minutes_, minute)) * per_minute;
  if ((minutes_ >> minute & 1) == 0) return count;
  return count + std::popcount(below(seconds_, second % 60));
}

std::int64_t RuleTimes::at(std::int64_t n) const {
  const std::int64_t per_minute = std::popcount(seconds_);
  const std::int64_t per_hour = std::popcount(minutes_) * per_minute;
  return nth_bit(hours_, n / per_hour) * std::int64_t{3600} +
         nth_bit(minutes_, n % per_hour / per_minute) * std::int64_t{60} +
         nth_bit(seconds_, n % per_minute);
}

}  // namespace playlists
