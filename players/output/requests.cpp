#include "players/output/requests.h"

#include <utility>

namespace players {

using protocols::io::MutexLock;

void Requests::push(Request request) {
  {
    const MutexLock lock(mutex_);
    waiting_.push_back(std::move(request));
  }
  signal_.wake_one();
}

void Requests::wake() {
  {
    const MutexLock lock(mutex_);
    woken_ = true;
  }
  signal_.wake_one();
}

void Requests::close() {
  {
    const MutexLock lock(mutex_);
    closed_ = true;
  }
  signal_.wake_one();
}

bool Requests::closed() const {
  const MutexLock lock(mutex_);
  return closed_;
}

std::vector<Request> Requests::take() {
  const MutexLock lock(mutex_);
  return std::exchange(waiting_, {});
}

void Requests::wait(std::chrono::nanoseconds at_most) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  const MutexLock lock(mutex_);
  while (waiting_.empty() && !woken_ && !closed_) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left.count() <= 0 || !signal_.wait_for(mutex_, left)) break;
  }
  woken_ = false;
}

}  // namespace players
