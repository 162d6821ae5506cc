#pragma once

#include <deque>
#include <memory>
#include <thread>

#include "protocols/io/guarded.h"

namespace players {

/// Destroys things whose destructor waits (a decoder that must come to a halt) on a thread of its
/// own, so that the mixer never does. The destructor empties the queue first.
/// Owned by an output. Thread-safe.
class Sweeper {
 public:
  Sweeper();
  ~Sweeper();
  Sweeper(const Sweeper&) = delete;
  Sweeper& operator=(const Sweeper&) = delete;

  /// Takes the last reference away. Null is fine.
  void sweep(std::shared_ptr<void> litter);

 private:
  void run();

  protocols::io::Mutex mutex_;
  protocols::io::Signal signal_;
  std::deque<std::shared_ptr<void>> litter_ VANG_GUARDED_BY(mutex_);
  bool closing_ VANG_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace players
