// What the tests of both outputs share: a folder of their own, commands, waiting for a condition
// and for reports. Not a test itself.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "players/device/output.h"
#include "protocols/io/child_process.h"
#include "tests/fakes/temp_dir.h"

namespace players {

struct Folder {
  fakes::TempDir made;
  const std::filesystem::path& path = made.path();
};

inline void run(const std::string& command) {
  const auto ran = ::protocols::io::run_and_capture({"sh", "-c", command});
  if (!ran.ok()) throw std::runtime_error("failed: " + command + ": " + ran.errors);
}

template <class Condition>
void wait_until(Condition condition) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > limit) throw std::runtime_error("waited in vain");
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
}

/// Reports as they came, on any output.
class Reports {
 public:
  ReportListener listener() {
    return [this](const PlayReport& report) {
      const std::lock_guard lock(mutex_);
      all_.push_back(report);
      changed_.notify_all();
    };
  }
  PlayStarted started(PlayToken token) { return wait_for<PlayStarted>(token); }
  PlayFinished finished(PlayToken token) { return wait_for<PlayFinished>(token); }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    return all_.size();
  }

 private:
  template <class Kind>
  Kind wait_for(PlayToken token) {
    std::unique_lock lock(mutex_);
    Kind found;
    const auto there = [&] {
      for (const PlayReport& report : all_)
        if (const auto* kind = std::get_if<Kind>(&report); kind && kind->token == token) {
          found = *kind;
          return true;
        }
      return false;
    };
    if (!changed_.wait_for(lock, std::chrono::seconds{30}, there))
      throw std::runtime_error("no report of token " + std::to_string(token));
    return found;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<PlayReport> all_;
};

}  // namespace players
