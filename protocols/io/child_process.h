#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/io/event_loop.h"
#include "protocols/io/unique_fd.h"

/// Programs started with an argument list and never through a shell. Every descriptor of ours is
/// closed in the child (CLOEXEC and close_range), every child is waited for.
namespace protocols::io {

/// Where one of the child's standard streams goes.
enum class Stream {
  none,     ///< /dev/null
  pipe,     ///< to us, see ChildProcess::take_…
  inherit,  ///< ours
  file      ///< appended to ChildSettings::output_file (not for stdin)
};

struct ChildSettings {
  /// argv[0] is looked up in PATH if it holds no slash.
  std::vector<std::string> argv{};
  /// NAME=value, added to (or replacing) our environment.
  std::vector<std::string> environment{};
  /// Empty: ours.
  std::filesystem::path working_folder{};
  Stream input = Stream::none;
  Stream output = Stream::inherit;
  Stream errors = Stream::inherit;
  std::filesystem::path output_file{};
  /// Its own process group (a Ctrl-C in our terminal does not reach it; terminate() reaches its
  /// children too).
  bool own_group = false;
  /// The kernel kills it when the *thread* that started it ends (PR_SET_PDEATHSIG): start such a
  /// child only from a thread that lives as long as the program.
  bool dies_with_us = false;
};

struct ChildExit {
  int code = -1;   ///< exit status, -1 if a signal ended it
  int signal = 0;  ///< 0 if it exited by itself
  bool ok() const { return code == 0; }
  /// "exit 3", "signal 9".
  std::string text() const;
};

/// A running child and its end. `on_exit` runs once on the loop after the child has been waited
/// for. The destructor kills a child that still runs and waits for it; release() lets it live.
/// Lives on its loop.
class ChildProcess {
 public:
  using OnExit = std::function<void(ChildExit)>;
  /// Throws std::runtime_error if the program cannot be started (also: not found, not executable).
  ChildProcess(EventLoop& loop, const ChildSettings& settings, OnExit on_exit);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  pid_t pid() const;
  bool running() const;
  /// SIGTERM now, SIGKILL after `grace` if it still runs; on_exit follows. Reaches the whole group
  /// if it has its own.
  void terminate(std::chrono::milliseconds grace);
  void send_signal(int signal);
  /// Our ends of the pipes, blocking descriptors; each may be taken once.
  UniqueFd take_input();
  UniqueFd take_output();
  UniqueFd take_errors();
  /// No more watching: the child outlives us, on_exit is not called.
  void release();

 private:
  class State;
  std::shared_ptr<State> state_;
};

struct Captured {
  ChildExit exit{};
  std::string output{};
  std::string errors{};    ///< at most 64 KiB kept
  bool timed_out = false;  ///< killed because `timeout` passed
  bool too_long = false;   ///< killed because it wrote more than `max_output`
  bool ok() const { return exit.ok() && !timed_out && !too_long; }
  /// One line for logs and errors: how it ended and the last line of its stderr.
  std::string text() const;
};

/// Runs a program to its end on the calling (worker) thread, feeding `input`. The child dies with
/// this thread. Throws std::runtime_error only if it cannot be started. Thread-safe.
Captured run_and_capture(const std::vector<std::string>& argv, std::string_view input = {},
                         std::chrono::milliseconds timeout = std::chrono::seconds(30),
                         std::size_t max_output = 64U << 20);

}  // namespace protocols::io
