#pragma once

#include <memory>
#include <utility>

#include "protocols/io/event_loop.h"

namespace controller {

/// Owns an object that lives on a running loop: made there, destroyed there. `->` is for what the
/// object says is thread-safe; everything else goes through use(). Confined to its owner.
template <class T>
class OnLoop {
 public:
  template <class... A>
  explicit OnLoop(protocols::io::EventLoop& loop, A&&... arguments)
      : loop_(loop),
        object_(run_on(loop, [&] { return std::make_unique<T>(std::forward<A>(arguments)...); })) {}
  ~OnLoop() {
    run_on(loop_, [this] { object_.reset(); });
  }
  OnLoop(const OnLoop&) = delete;
  OnLoop& operator=(const OnLoop&) = delete;

  T* operator->() const { return object_.get(); }
  T& operator*() const { return *object_; }

  /// Runs `work(object)` on the loop, waits, and gives back what it returned or threw.
  template <class Work>
  auto use(Work work) const {
    return run_on(loop_, [&] { return work(*object_); });
  }

 private:
  protocols::io::EventLoop& loop_;
  std::unique_ptr<T> object_;
};

}  // namespace controller
