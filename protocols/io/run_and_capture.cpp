#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "protocols/io/child_process.h"
#include "protocols/io/spawn.h"

namespace protocols::io {
namespace {

constexpr std::size_t max_errors = 64U << 10;

/// Writing to a child that has closed its input must be an error, not the end of our program. A
/// signal blocked on this thread and raised by write() is taken off again before it is unblocked.
class NoBrokenPipeSignal {
 public:
  NoBrokenPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoBrokenPipeSignal() {
    const timespec at_once{0, 0};
    while (::sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipeSignal(const NoBrokenPipeSignal&) = delete;
  NoBrokenPipeSignal& operator=(const NoBrokenPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

void make_nonblocking(const UniqueFd& fd) {
  ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
}

/// One child, its three pipes, and what has gone through them.
class Capture {
 public:
  Capture(Spawned& child, std::string_view input, std::size_t max_output)
      : child_(child), input_(input), max_output_(max_output) {
    for (const auto* fd : {&child.input, &child.output, &child.errors}) make_nonblocking(*fd);
    if (input_.empty()) child_.input.reset();
  }

  /// Until all pipes are closed and the child has ended, or something must be cut off.
  void run(std::chrono::steady_clock::time_point deadline) {
    bool ended = false;
    while (!ended || child_.output || child_.errors) {
      std::array<pollfd, 4> waits{pollfd{ended ? -1 : child_.pidfd.get(), POLLIN, 0},
                                  pollfd{child_.input.get(), POLLOUT, 0},
                                  pollfd{child_.output.get(), POLLIN, 0},
                                  pollfd{child_.errors.get(), POLLIN, 0}};
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) return cut(result_.timed_out);
      const auto wait = std::min<std::int64_t>(left.count(), 60'000);
      if (::poll(waits.data(), waits.size(), static_cast<int>(wait)) < 0) continue;
      ended = ended || waits[0].revents != 0;
      if (waits[1].revents != 0) feed();
      if (waits[2].revents != 0) drain(child_.output, result_.output, max_output_ + 1);
      if (waits[3].revents != 0) drain(child_.errors, result_.errors, max_errors);
      if (result_.output.size() > max_output_) return cut(result_.too_long);
    }
  }

  Captured finish() {
    result_.exit = wait_for_exit(child_.pid);
    result_.output.resize(std::min(result_.output.size(), max_output_));
    return std::move(result_);
  }

 private:
  void cut(bool& why) {
    why = true;
    ::kill(-child_.pid, SIGKILL);
  }

  void feed() {
    const auto written = ::write(child_.input.get(), input_.data(), input_.size());
    if (written > 0) input_.remove_prefix(static_cast<std::size_t>(written));
    const bool gone = written < 0 && errno != EAGAIN && errno != EINTR;
    if (input_.empty() || gone) child_.input.reset();
  }

  static void drain(UniqueFd& from, std::string& into, std::size_t keep) {
    std::array<char, 64U << 10> piece{};
    const auto got = ::read(from.get(), piece.data(), piece.size());
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return from.reset();
    if (got < 0 || into.size() >= keep) return;
    into.append(piece.data(), std::min(static_cast<std::size_t>(got), keep - into.size()));
  }

  Spawned& child_;
  std::string_view input_;
  std::size_t max_output_;
  Captured result_;
};

}  // namespace

Captured run_and_capture(const std::vector<std::string>& argv, std::string_view input,
                         std::chrono::milliseconds timeout, std::size_t max_output) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  ChildSettings settings;
  settings.argv = argv;
  settings.input = settings.output = settings.errors = Stream::pipe;
  settings.own_group = true;
  settings.dies_with_us = true;
  const NoBrokenPipeSignal no_signal;
  auto child = spawn(settings);
  Capture capture(child, input, max_output);
  capture.run(deadline);
  return capture.finish();
}

std::string Captured::text() const {
  auto why = timed_out ? std::string("timed out") : too_long ? "too much output" : exit.text();
  auto last = std::string_view(errors);
  while (!last.empty() && (last.back() == '\n' || last.back() == '\r')) last.remove_suffix(1);
  if (const auto start = last.rfind('\n'); start != last.npos) last.remove_prefix(start + 1);
  return last.empty() ? why : why + ": " + std::string(last);
}

}  // namespace protocols::io
