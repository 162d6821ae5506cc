// Runs recorder_until_killed and kills it with SIGKILL. Not a test itself.
#pragma once

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "tests/places.h"
#include "tests/unit/players/output/reports.h"

namespace players {

/// Starts the recorder, kills it once `file` has grown by `bytes`.
inline void record_and_kill(const std::string& what, const std::filesystem::path& folder,
                            const std::filesystem::path& file, std::uintmax_t bytes) {
  const auto size = [&] {
    std::error_code absent;
    const auto now = std::filesystem::file_size(file, absent);
    return absent ? 0 : now;
  };
  const auto before = size();
  std::string program = tests::bin_dir() + "/recorder_until_killed";
  std::string kind = what;
  std::string where = folder.string();
  char* words[] = {program.data(), kind.data(), where.data(), nullptr};
  pid_t pid = 0;
  if (posix_spawn(&pid, program.c_str(), nullptr, nullptr, words, environ) != 0)
    throw std::runtime_error("cannot start " + program);
  try {
    wait_until([&] { return size() >= before + bytes; });
  } catch (...) {
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    throw;
  }
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
}

}  // namespace players
