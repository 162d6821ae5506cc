#pragma once

#include <chrono>

#include "protocols/io/clock.h"

namespace players {

/// When the next frame or block is due. The n-th is due n periods after the first, without drift.
/// One that is late is followed by the next at once until the schedule is reached again; lateness
/// beyond `slack` is forgiven, and the schedule moves on by it. Confined to its owner.
class Pace {
 public:
  using Time = protocols::io::SteadyTime;

  /// `per_second` units make a second; every step takes `units` of them (frames: rate 25, 1;
  /// blocks of sound: rate 48000, 960).
  Pace(Time start, long per_second, long units, std::chrono::milliseconds slack)
      : origin_(start), per_second_(per_second), units_(units), slack_(slack) {}

  Time due() const {
    return origin_ + std::chrono::nanoseconds{steps_ * units_ * 1'000'000'000L / per_second_};
  }
  /// One frame or block was put out at `now`.
  void step(Time now) {
    steps_++;
    if (steps_ * units_ % per_second_ == 0) {
      origin_ = due();  // whole seconds: keeps the product small for ever
      steps_ = 0;
    }
    if (now - due() > slack_) {
      origin_ = now;
      steps_ = 0;
    }
  }

 private:
  Time origin_;
  long per_second_;
  long units_;
  std::chrono::nanoseconds slack_;
  long steps_ = 0;
};

}  // namespace players
