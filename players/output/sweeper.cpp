#include "players/output/sweeper.h"

#include <pthread.h>

#include <utility>

namespace players {

Sweeper::Sweeper() : thread_([this] { run(); }) {
  pthread_setname_np(thread_.native_handle(), "sweeper");
}

Sweeper::~Sweeper() {
  {
    const protocols::io::MutexLock lock(mutex_);
    closing_ = true;
  }
  signal_.wake_all();
  thread_.join();
}

void Sweeper::sweep(std::shared_ptr<void> litter) {
  if (!litter) return;
  {
    const protocols::io::MutexLock lock(mutex_);
    litter_.push_back(std::move(litter));
  }
  signal_.wake_one();
}

void Sweeper::run() {
  while (true) {
    std::deque<std::shared_ptr<void>> batch;
    {
      const protocols::io::MutexLock lock(mutex_);
      while (litter_.empty() && !closing_) signal_.wait(mutex_);
      if (litter_.empty()) return;
      batch.swap(litter_);
    }
    batch.clear();
  }
}

}  // namespace players
