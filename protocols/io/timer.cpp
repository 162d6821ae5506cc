#include "protocols/io/timer.h"

#include <asio/steady_timer.hpp>
#include <cassert>
#include <utility>

namespace protocols::io {

/// Shared with the callbacks in flight, which hold it weakly: a late one finds nothing, or finds
/// that its turn (the generation) has passed.
class Timer::State : public std::enable_shared_from_this<Timer::State> {
 public:
  explicit State(EventLoop& loop) : loop_(loop), alarm_(loop.context()) {}

  void listen() {
    if (loop_.clock().flows()) return;
    ticket_ = loop_.clock().on_jump([weak = weak_from_this(), &loop = loop_] {
      loop.post([weak] {
        if (auto self = weak.lock()) self->look();
      });
    });
  }

  void close() {
    disarm();
    if (ticket_ != 0) loop_.clock().forget(ticket_);
  }

  void arm(SteadyTime at, std::chrono::nanoseconds period, Task task) {
    task_ = std::move(task);
    period_ = period;
    wait_until(at);
  }

  void disarm() {
    ++generation_;
    due_.reset();
    task_ = nullptr;
    alarm_.cancel();
  }

  EventLoop& loop() { return loop_; }
  const std::optional<SteadyTime>& due() const { return due_; }

 private:
  void wait_until(SteadyTime at) {
    const auto turn = ++generation_;
    due_ = at;
    const auto left = at - loop_.clock().steady();
    if (loop_.clock().flows()) {
      alarm_.expires_after(left);
      alarm_.async_wait([weak = weak_from_this(), turn](const asio::error_code& error) {
        if (auto self = weak.lock(); self && !error) self->ring(turn);
      });
    } else if (left <= SteadyTime::duration::zero()) {
      loop_.post([weak = weak_from_this(), turn] {
        if (auto self = weak.lock()) self->ring(turn);
      });
    }
  }

  void look() {
    if (due_ && *due_ <= loop_.clock().steady()) ring(generation_);
  }

  void ring(std::uint64_t turn) {
    if (turn != generation_ || !due_) return;
    // The task may replace itself, so it runs from here and goes back only if nobody did.
    Task task = std::move(task_);
    if (period_ > std::chrono::nanoseconds::zero()) {
      wait_until(next_turn());
    } else {
      ++generation_;
      due_.reset();
    }
    const auto mine = generation_;
    const auto put_back = [&] {
      if (mine == generation_ && due_) task_ = std::move(task);
    };
    try {
      task();
    } catch (...) {
      put_back();
      throw;
    }
    put_back();
  }

  SteadyTime next_turn() const {
    const auto missed = (loop_.clock().steady() - *due_) / period_;
    return *due_ + (missed + 1) * period_;
  }

  EventLoop& loop_;
  asio::steady_timer alarm_;
  std::uint64_t ticket_ = 0;
  std::uint64_t generation_ = 0;
  std::chrono::nanoseconds period_{0};
  std::optional<SteadyTime> due_;
  Task task_;
};

Timer::Timer(EventLoop& loop) : state_(std::make_shared<State>(loop)) {
  state_->listen();
}

Timer::~Timer() {
  state_->close();
}

void Timer::once(std::chrono::nanoseconds after, Task task) {
  once_at(state_->loop().clock().steady() + after, std::move(task));
}

void Timer::once_at(SteadyTime at, Task task) {
  state_->disarm();
  state_->arm(at, std::chrono::nanoseconds::zero(), std::move(task));
}

void Timer::every(std::chrono::nanoseconds period, Task task) {
  assert(period > std::chrono::nanoseconds::zero());
  state_->disarm();
  state_->arm(state_->loop().clock().steady() + period, period, std::move(task));
}

void Timer::cancel() {
  state_->disarm();
}

bool Timer::armed() const {
  return state_->due().has_value();
}

std::optional<SteadyTime> Timer::due() const {
  return state_->due();
}

}  // namespace protocols::io
