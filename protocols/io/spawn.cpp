#include "protocols/io/spawn.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

extern char** environ;

namespace protocols::io {
namespace {

[[noreturn]] void fail(const ChildSettings& settings, const std::string& tried, int code) {
  const auto& program = settings.argv.empty() ? std::string("(nothing)") : settings.argv.front();
  throw std::runtime_error("cannot start " + program + ": " + tried + ": " +
                           std::generic_category().message(code));
}

struct Pipe {
  UniqueFd reader;
  UniqueFd writer;
};

Pipe make_pipe(const ChildSettings& settings) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) fail(settings, "pipe", errno);
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

UniqueFd open_or_fail(const ChildSettings& settings, const char* path, int flags) {
  UniqueFd fd(::open(path, flags | O_CLOEXEC, 0640));
  if (!fd) fail(settings, path, errno);
  return fd;
}

/// What the child's three standard descriptors will be; -1 = ours stay.
struct Streams {
  UniqueFd input;
  UniqueFd output;
  UniqueFd errors;
};

UniqueFd child_input(const ChildSettings& settings, Spawned& ours) {
  if (settings.input == Stream::inherit) return {};
  if (settings.input == Stream::pipe) {
    auto made = make_pipe(settings);
    ours.input = std::move(made.writer);
    return std::move(made.reader);
  }
  return open_or_fail(settings, "/dev/null", O_RDONLY);
}

UniqueFd child_output(const ChildSettings& settings, Stream stream, UniqueFd& ours) {
  if (stream == Stream::inherit) return {};
  if (stream == Stream::pipe) {
    auto made = make_pipe(settings);
    ours = std::move(made.reader);
    return std::move(made.writer);
  }
  if (stream == Stream::none) return open_or_fail(settings, "/dev/null", O_WRONLY);
  return open_or_fail(settings, settings.output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND);
}

/// Our environment with the settings' changes, as text the child can use without allocating.
std::vector<std::string> environment_of(const ChildSettings& settings) {
  std::vector<std::string> all = settings.environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto name = text.substr(0, text.find('=') + 1);
    bool replaced = false;
    for (const auto& own : settings.environment) replaced = replaced || own.starts_with(name);
    if (!replaced) all.emplace_back(text);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// Between fork and exec of a threaded program only async-signal-safe calls are allowed: everything
/// below is a plain system call on what was prepared before.
struct Prepared {
  char** argv;
  char** envp;
  const char* folder;
  int stream[3];
  int report;
  pid_t parent;
  bool own_group;
  bool dies_with_us;
};

[[noreturn]] void give_up(const Prepared& prepared) {
  const int code = errno;
  [[maybe_unused]] const auto told = ::write(prepared.report, &code, sizeof code);
  ::_exit(127);
}

void reset_signals() {
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) {
    struct sigaction plain {};
    plain.sa_handler = SIG_DFL;
    sigaction(signal, &plain, nullptr);
  }
}

/// Lifts a descriptor above the standard ones, so that none of ours is overwritten by dup2.
int lifted(int fd) {
  return fd >= 0 && fd < 3 ? ::fcntl(fd, F_DUPFD_CLOEXEC, 3) : fd;
}

[[noreturn]] void become(Prepared prepared) {
  reset_signals();
  if (prepared.own_group) ::setpgid(0, 0);
  if (prepared.dies_with_us) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have died before the line above.
    if (::getppid() != prepared.parent) ::_exit(127);
  }
  prepared.report = lifted(prepared.report);
  for (int& fd : prepared.stream) fd = lifted(fd);
  for (int i = 0; i < 3; ++i) {
    if (prepared.stream[i] >= 0 && ::dup2(prepared.stream[i], i) < 0) give_up(prepared);
  }
  // Libraries of ours may open descriptors without CLOEXEC; the child gets none of them.
  ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  if (prepared.folder != nullptr && ::chdir(prepared.folder) != 0) give_up(prepared);
  ::execvpe(prepared.argv[0], prepared.argv, prepared.envp);
  give_up(prepared);
}

/// Zero when the pipe closed at exec, else the errno the child met.
int read_report(const UniqueFd& reader) {
  int code = 0;
  ssize_t got = 0;
  do {
    got = ::read(reader.get(), &code, sizeof code);
  } while (got < 0 && errno == EINTR);
  return got == sizeof code ? code : 0;
}

}  // namespace

Spawned spawn(const ChildSettings& settings) {
  if (settings.argv.empty()) fail(settings, "no program named", EINVAL);
  Spawned ours;
  const Streams streams{child_input(settings, ours),
                        child_output(settings, settings.output, ours.output),
                        child_output(settings, settings.errors, ours.errors)};
  auto report = make_pipe(settings);
  auto arguments = settings.argv;
  auto environment = environment_of(settings);
  auto argv = pointers(arguments);
  auto envp = pointers(environment);
  const auto folder = settings.working_folder.string();
  const Prepared prepared{argv.data(),
                          envp.data(),
                          folder.empty() ? nullptr : folder.c_str(),
                          {streams.input.get(), streams.output.get(), streams.errors.get()},
                          report.writer.get(),
                          ::getpid(),
                          settings.own_group,
                          settings.dies_with_us};
  ours.pid = ::fork();
  if (ours.pid == 0) become(prepared);
  if (ours.pid < 0) fail(settings, "fork", errno);
  report.writer.reset();
  if (const int code = read_report(report.reader); code != 0) {
    wait_for_exit(ours.pid);
    fail(settings, "exec", code);
  }
  ours.pidfd.reset(static_cast<int>(::syscall(SYS_pidfd_open, ours.pid, 0U)));
  if (!ours.pidfd) {
    const int code = errno;
    ::kill(ours.pid, SIGKILL);
    wait_for_exit(ours.pid);
    fail(settings, "pidfd_open", code);
  }
  return ours;
}

ChildExit wait_for_exit(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return {};
  }
  if (WIFEXITED(status)) return {WEXITSTATUS(status), 0};
  return {-1, WTERMSIG(status)};
}

std::string ChildExit::text() const {
  return signal != 0 ? "signal " + std::to_string(signal) : "exit " + std::to_string(code);
}

}  // namespace protocols::io
