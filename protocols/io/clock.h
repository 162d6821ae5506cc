#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace protocols::io {

/// UTC with millisecond resolution; the same type as playlists::Instant.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// For waiting and measuring. Never compared between two runs of a program.
using SteadyTime = std::chrono::steady_clock::time_point;

/// Where time comes from. Handed to constructors; nobody else asks the system for the time.
/// Not responsible for trust: wall() is what this machine believes and may be years wrong (a board
/// without a battery starts in 1970). players/device keeps the trusted time above it.
///
/// A clock that only moves when told (tests) calls its jump listeners after every move; Timer
/// listens, so that a test turns timers by turning the clock. Thread-safe.
class Clock {
 public:
  using Jumped = std::function<void()>;
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  virtual WallTime wall() const = 0;
  virtual SteadyTime steady() const = 0;

  /// False when time stands still between jumps: a timer then sets no alarm with the system.
  virtual bool flows() const { return true; }
  /// `jumped` is called on the thread that moves the clock, after the move. Returns a ticket for
  /// forget(). A flowing clock never calls it.
  virtual std::uint64_t on_jump(Jumped jumped);
  /// After return the listener of this ticket is not running and is not called again.
  virtual void forget(std::uint64_t ticket);
};

/// The machine's own clocks (CLOCK_REALTIME, CLOCK_MONOTONIC). Thread-safe.
class SystemClock final : public Clock {
 public:
  WallTime wall() const override;
  SteadyTime steady() const override;
};

/// Milliseconds since 1970-01-01T00:00:00Z, as documents write instants.
constexpr std::int64_t to_ms(WallTime at) {
  return at.time_since_epoch().count();
}
constexpr WallTime from_ms(std::int64_t ms) {
  return WallTime{std::chrono::milliseconds{ms}};
}

}  // namespace protocols::io
