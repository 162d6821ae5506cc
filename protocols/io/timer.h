#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"

namespace protocols::io {

/// One alarm on a loop, measured on the steady side of the loop's clock, so that a step of the
/// wall clock moves nothing. Arming it again replaces what was armed. The task runs on the loop,
/// may arm, cancel or destroy this timer, and never runs after cancel() or destruction.
///
/// How a test turns it: with a clock that does not flow (fakes::FakeClock) the timer sets no alarm
/// with the system. `clock.advance(5s)` wakes every armed timer's loop; what is due then runs when
/// the loop next does (`loop.poll()` in a single-threaded test). A repeating timer runs once for a
/// jump over several periods: missed turns are not made up, the phase is kept.
///
/// Lives on its loop.
class Timer {
 public:
  using Task = std::function<void()>;
  explicit Timer(EventLoop& loop);
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer();

  /// Runs `task` once, `after` from now (zero or less: on the next turn of the loop).
  void once(std::chrono::nanoseconds after, Task task);
  void once_at(SteadyTime at, Task task);
  /// Runs `task` every `period` (> 0), the first time one period from now.
  void every(std::chrono::nanoseconds period, Task task);
  void cancel();

  bool armed() const;
  /// When it will run next, if it is armed.
  std::optional<SteadyTime> due() const;

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace protocols::io
