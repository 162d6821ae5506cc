// One program that outlives us: started in a session of its own with no descriptor of ours, found
// again by its number, watched through a pidfd whether it is our child or an earlier life's. Lives
// on its loop; end() blocks.
#pragma once

#include <sys/types.h>

#include <asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocols/io/event_loop.h"

namespace controller {

class DetachedProcess {
 public:
  using OnEnd = std::function<void()>;  // on the loop, once

  // Starts argv (argv[0] a path). Throws std::runtime_error naming the program.
  static std::unique_ptr<DetachedProcess> start(protocols::io::EventLoop& loop,
                                                const std::vector<std::string>& argv, OnEnd on_end);
  // Takes over a running process; nullptr if there is none of this number any more.
  static std::unique_ptr<DetachedProcess> adopt(protocols::io::EventLoop& loop, pid_t pid,
                                                OnEnd on_end);
  // Stops watching and lets it live.
  ~DetachedProcess();

  pid_t pid() const { return pid_; }
  bool running() const;
  // SIGTERM, after `grace` SIGKILL; returns when it is gone. on_end is not called.
  void end(std::chrono::milliseconds grace);

 private:
  DetachedProcess(protocols::io::EventLoop& loop, pid_t pid, int pidfd, OnEnd on_end);
  void watch();
  void reap() const;
  bool wait_gone(std::chrono::milliseconds timeout) const;

  pid_t pid_;
  OnEnd on_end_;
  asio::posix::stream_descriptor pidfd_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// argv of a running process; empty if there is none or we may not see it.
std::vector<std::string> command_line_of(pid_t pid);

}  // namespace controller
