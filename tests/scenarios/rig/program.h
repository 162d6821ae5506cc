#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace rig {

/// One of Vang's programs, started for real, with its output in a log file. The destructor ends it
/// (SIGTERM, then SIGKILL after 10 s) by its pid. Confined to its owner.
class Program {
 public:
  Program() = default;
  /// Throws std::runtime_error when it cannot be started.
  Program(std::vector<std::string> argv, std::filesystem::path log);
  Program(Program&& other) noexcept;
  Program& operator=(Program&& other) noexcept;
  ~Program();

  bool running();
  /// SIGTERM and wait; SIGKILL when `grace` passes. The exit code, or -signal.
  int stop(std::chrono::seconds grace = std::chrono::seconds(10));
  /// As a power cut would: SIGKILL and wait.
  void kill9();
  pid_t pid() const { return pid_; }
  /// The last lines of the log, for a failure's message.
  std::string tail(std::size_t lines = 30) const;

 private:
  bool reap(bool block);

  pid_t pid_ = -1;
  int status_ = 0;
  std::filesystem::path log_;
};

}  // namespace rig
