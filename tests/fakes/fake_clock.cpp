#include "tests/fakes/fake_clock.h"

namespace fakes {

using protocols::io::MutexLock;
using protocols::io::SteadyTime;
using protocols::io::WallTime;

FakeClock::FakeClock(WallTime wall)
    : times_(Times{wall.time_since_epoch(), SteadyTime{std::chrono::hours{1000}}}) {}

WallTime FakeClock::wall() const {
  return WallTime{std::chrono::floor<std::chrono::milliseconds>(times_.copy().wall)};
}

SteadyTime FakeClock::steady() const {
  return times_.copy().steady;
}

std::uint64_t FakeClock::on_jump(Jumped jumped) {
  const MutexLock lock(listeners_mutex_);
  listeners_.emplace(next_ticket_, std::move(jumped));
  return next_ticket_++;
}

void FakeClock::forget(std::uint64_t ticket) {
  const MutexLock lock(listeners_mutex_);
  listeners_.erase(ticket);
}

void FakeClock::advance(std::chrono::nanoseconds by) {
  times_.with([by](Times& times) {
    times.wall += by;
    times.steady += by;
  });
  // Under the lock, so that forget() means what it promises. Listeners only post.
  const MutexLock lock(listeners_mutex_);
  for (const auto& [ticket, jumped] : listeners_) jumped();
}

void FakeClock::set_wall(WallTime wall) {
  times_.with([wall](Times& times) { times.wall = wall.time_since_epoch(); });
}

}  // namespace fakes
