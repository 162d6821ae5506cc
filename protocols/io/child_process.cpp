#include "protocols/io/child_process.h"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <asio/posix/stream_descriptor.hpp>
#include <cassert>
#include <cerrno>
#include <utility>

#include "protocols/io/spawn.h"
#include "protocols/io/timer.h"

namespace protocols::io {

/// A pidfd becomes readable when its process ends: no SIGCHLD, no race with a reused pid.
class ChildProcess::State : public std::enable_shared_from_this<ChildProcess::State> {
 public:
  State(EventLoop& loop, const ChildSettings& settings, OnExit on_exit)
      : spawned_(spawn(settings)),
        own_group_(settings.own_group),
        on_exit_(std::move(on_exit)),
        watch_(loop.context(), spawned_.pidfd.release()),
        kill_timer_(loop) {}

  ~State() {
    if (!running_) return;
    send(SIGKILL);
    wait_for_exit(spawned_.pid);
  }

  void watch() {
    watch_.async_wait(asio::posix::stream_descriptor::wait_read,
                      [weak = weak_from_this()](const asio::error_code& error) {
                        if (auto self = weak.lock(); self && !error) self->ended();
                      });
  }

  void send(int signal) {
    if (!running_) return;
    // The child is not waited for yet, so its number cannot belong to anybody else.
    ::kill(own_group_ ? -spawned_.pid : spawned_.pid, signal);
  }

  void terminate(std::chrono::milliseconds grace) {
    if (!running_) return;
    send(SIGTERM);
    kill_timer_.once(grace, [this] { send(SIGKILL); });
  }

  void forget() {
    running_ = false;
    on_exit_ = nullptr;
    kill_timer_.cancel();
    watch_.cancel();
  }

  bool running() const { return running_; }
  Spawned& spawned() { return spawned_; }

 private:
  void ended() {
    if (!running_) return;
    // What the leader started goes with it.
    if (own_group_) ::kill(-spawned_.pid, SIGKILL);
    const auto exit = wait_for_exit(spawned_.pid);
    running_ = false;
    kill_timer_.cancel();
    // The callback may destroy the ChildProcess.
    if (const auto tell = std::exchange(on_exit_, nullptr)) tell(exit);
  }

  Spawned spawned_;
  bool own_group_;
  bool running_ = true;
  OnExit on_exit_;
  asio::posix::stream_descriptor watch_;
  Timer kill_timer_;
};

ChildProcess::ChildProcess(EventLoop& loop, const ChildSettings& settings, OnExit on_exit)
    : state_(std::make_shared<State>(loop, settings, std::move(on_exit))) {
  state_->watch();
}

ChildProcess::~ChildProcess() = default;

pid_t ChildProcess::pid() const {
  return state_->spawned().pid;
}

bool ChildProcess::running() const {
  return state_->running();
}

void ChildProcess::terminate(std::chrono::milliseconds grace) {
  state_->terminate(grace);
}

void ChildProcess::send_signal(int signal) {
  state_->send(signal);
}

UniqueFd ChildProcess::take_input() {
  return std::move(state_->spawned().input);
}

UniqueFd ChildProcess::take_output() {
  return std::move(state_->spawned().output);
}

UniqueFd ChildProcess::take_errors() {
  return std::move(state_->spawned().errors);
}

void ChildProcess::release() {
  state_->forget();
}

}  // namespace protocols::io
