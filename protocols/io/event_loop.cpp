#include "protocols/io/event_loop.h"

#include <pthread.h>

#include <asio/post.hpp>

#include "protocols/io/log.h"

namespace protocols::io {
namespace {

std::string describe(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown exception";
  }
}

}  // namespace

/// Marks the calling thread as the runner for a scope.
class EventLoop::Inside {
 public:
  explicit Inside(EventLoop& loop) : loop_(loop), before_(loop.runner_) {
    loop_.runner_ = std::this_thread::get_id();
  }
  ~Inside() { loop_.runner_ = before_; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  EventLoop& loop_;
  std::thread::id before_;
};

EventLoop::EventLoop(std::string name, Clock& clock, OnFailure on_failure)
    : name_(std::move(name)), clock_(clock), on_failure_(std::move(on_failure)), context_(1) {}

EventLoop::~EventLoop() = default;

void EventLoop::run() {
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
  const Inside inside(*this);
  while (!context_.stopped()) {
    try {
      context_.run();
    } catch (...) {
      failed(std::current_exception());
    }
  }
}

std::size_t EventLoop::poll() {
  const Inside inside(*this);
  std::size_t count = 0;
  while (!context_.stopped()) {
    try {
      return count + context_.poll();
    } catch (...) {
      ++count;
      failed(std::current_exception());
    }
  }
  return count;
}

void EventLoop::stop() {
  context_.stop();
}

bool EventLoop::stopped() const {
  return context_.stopped();
}

void EventLoop::post(Task task) {
  asio::post(context_, std::move(task));
}

bool EventLoop::inside() const {
  return runner_ == std::this_thread::get_id();
}

void EventLoop::failed(std::exception_ptr failure) {
  if (on_failure_) return on_failure_(failure);
  log::error("loop: a task failed", {{"loop", name_}, {"cause", describe(failure)}});
}

LoopThread::LoopThread(std::string name, Clock& clock, EventLoop::OnFailure on_failure)
    : loop_(std::move(name), clock, std::move(on_failure)), thread_([this] { loop_.run(); }) {}

LoopThread::~LoopThread() {
  stop();
}

void LoopThread::stop() {
  loop_.stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace protocols::io
