#pragma once

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <atomic>
#include <exception>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

#include "protocols/io/clock.h"

namespace protocols::io {

/// One asio io_context run by exactly one thread: what lives on the loop needs no lock.
/// Responsible for running tasks in the order posted, for the thread's name and for catching what
/// a task throws. Not responsible for the objects on it: their owners destroy them on the loop, or
/// after the loop has ended.
/// post(), stop() and inside() may be called from any thread; the rest belongs to the owner.
class EventLoop {
 public:
  using Task = std::function<void()>;
  using OnFailure = std::function<void(std::exception_ptr)>;

  /// `name` (at most 15 bytes are shown) becomes the name of the thread that runs the loop.
  /// `clock` drives the timers of this loop and outlives it. `on_failure` is told, on the loop, of
  /// every exception a task lets out, and the loop goes on; without it the failure is logged.
  EventLoop(std::string name, Clock& clock, OnFailure on_failure = {});
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  /// Runs tasks on the calling thread until stop().
  void run();
  /// Runs what is ready now and returns how many tasks ran: tests drive a loop by hand with it.
  std::size_t poll();
  /// run() returns after the task it is in; tasks still waiting are dropped with the loop.
  void stop();
  bool stopped() const;

  /// Queues a task; never runs it at once.
  void post(Task task);
  /// True on the thread that is in run() or poll(). Bound methods assert it.
  bool inside() const;

  asio::io_context& context() { return context_; }
  Clock& clock() { return clock_; }
  const std::string& name() const { return name_; }

 private:
  class Inside;
  void failed(std::exception_ptr failure);

  std::string name_;
  Clock& clock_;
  OnFailure on_failure_;
  asio::io_context context_;
  /// An empty loop is not at its end: only stop() ends it.
  asio::executor_work_guard<asio::io_context::executor_type> open_{context_.get_executor()};
  std::atomic<std::thread::id> runner_;
};

/// Runs `work` on the loop, waits, and gives back what it returned or threw. Called from the loop
/// itself it runs at once. The loop must be running: otherwise this waits for ever.
template <class Work>
auto run_on(EventLoop& loop, Work&& work) -> std::invoke_result_t<Work&> {
  if (loop.inside()) return work();
  std::packaged_task<std::invoke_result_t<Work&>()> task(std::ref(work));
  auto result = task.get_future();
  loop.post([&task] { task(); });
  return result.get();
}

/// A loop and the thread that runs it. The destructor stops the loop and joins the thread, so it
/// must not run on that thread. Confined to its owner.
class LoopThread {
 public:
  LoopThread(std::string name, Clock& clock, EventLoop::OnFailure on_failure = {});
  LoopThread(const LoopThread&) = delete;
  LoopThread& operator=(const LoopThread&) = delete;
  ~LoopThread();

  EventLoop& loop() { return loop_; }
  /// Ends the thread; may be called again.
  void stop();

 private:
  EventLoop loop_;
  std::thread thread_;
};

}  // namespace protocols::io
