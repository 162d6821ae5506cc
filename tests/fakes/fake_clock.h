#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>

#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"

namespace fakes {

/// A clock that moves only when the test says so, and wakes the timers that listen to it.
/// Thread-safe.
class FakeClock final : public protocols::io::Clock {
 public:
  /// Starts at this wall time; the steady side starts at an arbitrary point.
  explicit FakeClock(protocols::io::WallTime wall = protocols::io::from_ms(1'795'222'800'000));

  protocols::io::WallTime wall() const override;
  protocols::io::SteadyTime steady() const override;
  bool flows() const override { return false; }
  std::uint64_t on_jump(Jumped jumped) override;
  void forget(std::uint64_t ticket) override;

  /// Both sides move; then every listener is called. Loops run what became due when they next run.
  void advance(std::chrono::nanoseconds by);
  /// Only the wall side moves, as when somebody sets the system's clock.
  void set_wall(protocols::io::WallTime wall);

 private:
  struct Times {
    std::chrono::nanoseconds wall;
    protocols::io::SteadyTime steady;
  };
  protocols::io::Guarded<Times> times_;
  mutable protocols::io::Mutex listeners_mutex_;
  std::map<std::uint64_t, Jumped> listeners_ VANG_GUARDED_BY(listeners_mutex_);
  std::uint64_t next_ticket_ VANG_GUARDED_BY(listeners_mutex_) = 1;
};

}  // namespace fakes
