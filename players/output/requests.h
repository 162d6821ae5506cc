#pragma once

#include <chrono>
#include <variant>
#include <vector>

#include "players/device/output.h"
#include "protocols/io/guarded.h"

namespace players {

struct PlayRequest {
  PlayCommand command;
};
struct PrepareRequest {
  PlayCommand command;
};
struct StopRequest {
  PlayToken token = 0;
};
using Request = std::variant<PlayRequest, PrepareRequest, StopRequest>;

/// What the outside asks of an output's own thread, and the place where that thread sleeps between
/// two frames or blocks. Shared by the output and by decoders that still wake it. Thread-safe.
class Requests {
 public:
  void push(Request request);
  /// Ends the next wait() early: something was decoded.
  void wake();
  /// The thread is to end.
  void close();

  bool closed() const;
  /// All requests so far, in order.
  std::vector<Request> take();
  /// Returns after `at_most`, or as soon as there is a request, a wake() or close().
  void wait(std::chrono::nanoseconds at_most);

 private:
  mutable protocols::io::Mutex mutex_;
  protocols::io::Signal signal_;
  std::vector<Request> waiting_ VANG_GUARDED_BY(mutex_);
  bool woken_ VANG_GUARDED_BY(mutex_) = false;
  bool closed_ VANG_GUARDED_BY(mutex_) = false;
};

}  // namespace players
