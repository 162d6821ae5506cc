#pragma once

#include <chrono>
#include <functional>

namespace protocols::io {

/// Waiting times between attempts: exponential with full jitter, each wait uniform in
/// [0, min(maximum, first * 2^attempt)], so that ten thousand devices that lost the same server do
/// not come back in the same second. Confined to its owner.
class Backoff {
 public:
  using Milliseconds = std::chrono::milliseconds;
  /// A number in [0, 1).
  using Unit = std::function<double()>;

  /// `unit` is the source of chance; without it the system's random bytes.
  Backoff(Milliseconds first, Milliseconds maximum, Unit unit = {});

  /// The wait before the next attempt; each call widens the next one's range.
  Milliseconds next();
  /// After success.
  void reset() { attempts_ = 0; }
  int attempts() const { return attempts_; }

 private:
  Milliseconds first_;
  Milliseconds maximum_;
  Unit unit_;
  int attempts_ = 0;
};

}  // namespace protocols::io
