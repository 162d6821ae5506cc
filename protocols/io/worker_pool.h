#pragma once

#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "protocols/io/event_loop.h"
#include "protocols/io/guarded.h"

namespace protocols::io {

/// A few threads for what may block (DNS, files, HTTP, children), behind a bounded queue: when it
/// is full the caller is told at once instead of memory growing. Thread-safe.
class WorkerPool {
 public:
  using Job = std::function<void()>;
  /// Threads are named `name`-0, `name`-1 …; at most `capacity` jobs wait.
  WorkerPool(std::string name, std::size_t threads, std::size_t capacity);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  /// Drops waiting jobs and waits for the running ones.
  ~WorkerPool();

  /// False when the queue is full or the pool is stopping: the job will not run. What a job throws
  /// is logged.
  [[nodiscard]] bool submit(Job job);

  /// Runs `work` on a worker, then `done(result)` on the loop. If `work` throws, `failed` gets the
  /// exception on the loop. Both are dropped if the pool stops first; the loop outlives the pool.
  template <class Work, class Done>
  [[nodiscard]] bool submit(EventLoop& loop, Work work, Done done,
                            std::function<void(std::exception_ptr)> failed) {
    return submit([&loop, work = std::move(work), done = std::move(done),
                   failed = std::move(failed)]() mutable {
      try {
        using Result = std::invoke_result_t<Work&>;
        if constexpr (std::is_void_v<Result>) {
          work();
          loop.post(std::move(done));
        } else {
          auto result = std::make_shared<Result>(work());
          loop.post([done = std::move(done), result]() mutable { done(std::move(*result)); });
        }
      } catch (...) {
        loop.post(
            [failed = std::move(failed), error = std::current_exception()] { failed(error); });
      }
    });
  }

  /// Jobs waiting, not counting those running.
  std::size_t waiting() const;
  void stop();

 private:
  void work();

  const std::string name_;
  const std::size_t capacity_;
  mutable Mutex mutex_;
  Signal changed_;
  std::deque<Job> jobs_ VANG_GUARDED_BY(mutex_);
  bool stopping_ VANG_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace protocols::io
