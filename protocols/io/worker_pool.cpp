#include "protocols/io/worker_pool.h"

#include <pthread.h>

#include "protocols/io/log.h"

namespace protocols::io {

WorkerPool::WorkerPool(std::string name, std::size_t threads, std::size_t capacity)
    : name_(std::move(name)), capacity_(capacity) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, i] {
      const auto label = name_.substr(0, 12) + '-' + std::to_string(i);
      pthread_setname_np(pthread_self(), label.substr(0, 15).c_str());
      work();
    });
  }
}

WorkerPool::~WorkerPool() {
  stop();
}

bool WorkerPool::submit(Job job) {
  {
    const MutexLock lock(mutex_);
    if (stopping_ || jobs_.size() >= capacity_) return false;
    jobs_.push_back(std::move(job));
  }
  changed_.wake_one();
  return true;
}

std::size_t WorkerPool::waiting() const {
  const MutexLock lock(mutex_);
  return jobs_.size();
}

void WorkerPool::stop() {
  std::deque<Job> dropped;
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
    dropped.swap(jobs_);
  }
  changed_.wake_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::work() {
  while (true) {
    Job job;
    {
      const MutexLock lock(mutex_);
      while (jobs_.empty() && !stopping_) changed_.wait(mutex_);
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    try {
      job();
    } catch (const std::exception& error) {
      log::error("worker: a job failed", {{"pool", name_}, {"cause", error.what()}});
    } catch (...) {
      log::error("worker: a job failed", {{"pool", name_}, {"cause", "unknown exception"}});
    }
  }
}

}  // namespace protocols::io
