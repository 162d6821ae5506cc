#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "protocols/io/thread_annotations.h"

namespace protocols::io {

/// std::mutex that clang's analysis understands. Thread-safe.
class VANG_CAPABILITY("mutex") Mutex {
 public:
  void lock() VANG_ACQUIRE() { mutex_.lock(); }
  void unlock() VANG_RELEASE() { mutex_.unlock(); }

 private:
  friend class Signal;
  std::mutex mutex_;
};

/// Holds a Mutex for a scope. Confined to its owner.
class VANG_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) VANG_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() VANG_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

/// Condition variable for a Mutex. The caller holds the mutex and loops over its own condition:
/// a wait may end for no reason. Thread-safe.
class Signal {
 public:
  void wait(Mutex& mutex) VANG_REQUIRES(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();
  }
  /// False when `for_at_most` has passed.
  bool wait_for(Mutex& mutex, std::chrono::nanoseconds for_at_most) VANG_REQUIRES(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    const auto status = condition_.wait_for(lock, for_at_most);
    lock.release();
    return status == std::cv_status::no_timeout;
  }
  void wake_one() { condition_.notify_one(); }
  void wake_all() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

/// A value that can only be reached through its lock: `held.with([](T& value) { … })`.
/// The function must not keep the reference, and must not take another lock. Thread-safe.
template <class T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  template <class Use>
  decltype(auto) with(Use&& use) {
    MutexLock lock(mutex_);
    return std::forward<Use>(use)(value_);
  }
  template <class Use>
  decltype(auto) with(Use&& use) const {
    MutexLock lock(mutex_);
    return std::forward<Use>(use)(static_cast<const T&>(value_));
  }
  /// A copy of the value as it is now.
  T copy() const {
    MutexLock lock(mutex_);
    return value_;
  }
  void set(T value) {
    MutexLock lock(mutex_);
    value_ = std::move(value);
  }

 private:
  mutable Mutex mutex_;
  T value_ VANG_GUARDED_BY(mutex_){};
};

}  // namespace protocols::io
