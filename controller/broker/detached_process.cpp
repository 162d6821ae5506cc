#include "controller/broker/detached_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <asio/error.hpp>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace controller {

namespace {

int open_pidfd(pid_t pid) {
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

// posix_spawn's two option objects, filled for a process that shall share nothing with us.
class SpawnOptions {
 public:
  SpawnOptions() {
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_init(&files_);
    own_session();
    no_descriptors();
  }
  ~SpawnOptions() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnOptions(const SpawnOptions&) = delete;
  SpawnOptions& operator=(const SpawnOptions&) = delete;

  const posix_spawnattr_t* attributes() const { return &attributes_; }
  const posix_spawn_file_actions_t* files() const { return &files_; }

 private:
  void own_session() {
    sigset_t none;
    sigemptyset(&none);
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  // It would keep our listening ports busy when it outlives us.
  void no_descriptors() {
    posix_spawn_file_actions_addopen(&files_, 0, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&files_, 0, 1);
    posix_spawn_file_actions_adddup2(&files_, 0, 2);
    posix_spawn_file_actions_addclosefrom_np(&files_, 3);
  }

  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t files_{};
};

}  // namespace

std::unique_ptr<DetachedProcess> DetachedProcess::start(protocols::io::EventLoop& loop,
                                                        const std::vector<std::string>& argv,
                                                        OnEnd on_end) {
  std::vector<char*> pointers;
  for (const auto& argument : argv) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const SpawnOptions options;
  pid_t pid = 0;
  const int error = posix_spawn(&pid, argv[0].c_str(), options.files(), options.attributes(),
                                pointers.data(), environ);
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), "cannot start " + argv[0]);
  }
  return std::unique_ptr<DetachedProcess>(
      new DetachedProcess(loop, pid, open_pidfd(pid), std::move(on_end)));
}

std::unique_ptr<DetachedProcess> DetachedProcess::adopt(protocols::io::EventLoop& loop, pid_t pid,
                                                        OnEnd on_end) {
  const int pidfd = open_pidfd(pid);
  if (pidfd < 0) return nullptr;
  return std::unique_ptr<DetachedProcess>(new DetachedProcess(loop, pid, pidfd, std::move(on_end)));
}

DetachedProcess::DetachedProcess(protocols::io::EventLoop& loop, pid_t pid, int pidfd, OnEnd on_end)
    : pid_(pid), on_end_(std::move(on_end)), pidfd_(loop.context()) {
  if (pidfd < 0) {
    throw std::system_error(errno, std::generic_category(),
                            "cannot watch process " + std::to_string(pid));
  }
  pidfd_.assign(pidfd);
  watch();
}

DetachedProcess::~DetachedProcess() {
  *alive_ = false;
}

// A pidfd becomes readable when its process ends. The handler may already be queued when we are
// destroyed, so it looks at a flag of its own first.
void DetachedProcess::watch() {
  pidfd_.async_wait(asio::posix::stream_descriptor::wait_read,
                    [this, alive = alive_](std::error_code error) {
                      if (error || !*alive || !on_end_) return;
                      reap();
                      const auto told = on_end_;  // it may destroy us
                      told();
                    });
}

bool DetachedProcess::running() const {
  return !wait_gone(std::chrono::milliseconds(0));
}

bool DetachedProcess::wait_gone(std::chrono::milliseconds timeout) const {
  auto& descriptor = const_cast<asio::posix::stream_descriptor&>(pidfd_);
  pollfd waiting{descriptor.native_handle(), POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(timeout.count())) == 1;
}

void DetachedProcess::reap() const {
  while (::waitpid(pid_, nullptr, WNOHANG) < 0 && errno == EINTR) {
  }
}

void DetachedProcess::end(std::chrono::milliseconds grace) {
  pidfd_.cancel();
  on_end_ = nullptr;
  const int pidfd = pidfd_.native_handle();
  ::syscall(SYS_pidfd_send_signal, pidfd, SIGTERM, nullptr, 0);
  if (!wait_gone(grace)) {
    ::syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, nullptr, 0);
    wait_gone(std::chrono::seconds(10));
  }
  reap();
}

std::vector<std::string> command_line_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
  std::vector<std::string> argv;
  for (std::string argument; std::getline(file, argument, '\0');) argv.push_back(argument);
  return argv;
}

}  // namespace controller
