#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "protocols/io/clock.h"

namespace players {

/// Opens a sink, delivers to it, and after a failure opens it again with growing pauses (1 s,
/// doubling to 60 s; no chance in it: there is only one sink). A broken sink is a state that people
/// see, never an exception for the mixer. Confined to the output's thread.
class SinkGuard {
 public:
  /// `name` begins the log lines ("led"); `open` throws with a reason when it cannot.
  SinkGuard(std::string name, std::function<void()> open);

  /// True if `deliver` was reached and did not throw: the sink has accepted.
  bool deliver(protocols::io::SteadyTime now, const std::function<void()>& deliver);
  /// What is wrong with the sink; empty while it is well.
  const std::string& problem() const { return problem_; }

 private:
  void failed(protocols::io::SteadyTime now, const char* what);

  const std::string name_;
  const std::function<void()> open_;
  std::string problem_;
  bool opened_ = false;
  protocols::io::SteadyTime retry_at_{};
  std::chrono::seconds pause_{1};
};

}  // namespace players
