#include "web/server/deadlines.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace web {

using namespace std::chrono_literals;

Deadlines::Deadlines() : thread_([this] { run(); }) {}

Deadlines::~Deadlines() {
  {
    protocols::io::MutexLock lock(mutex_);
    state_.stop = true;
  }
  changed_.wake_all();
  thread_.join();
}

std::uint64_t Deadlines::watch(int fd) {
  protocols::io::MutexLock lock(mutex_);
  Watched watched;
  watched.fd.reset(dup(fd));
  state_.watched.emplace(++state_.last, std::move(watched));
  return state_.last;
}

void Deadlines::forget(std::uint64_t ticket) {
  protocols::io::MutexLock lock(mutex_);
  state_.watched.erase(ticket);
}

void Deadlines::allow(std::uint64_t ticket, std::chrono::milliseconds time) {
  protocols::io::MutexLock lock(mutex_);
  const auto found = state_.watched.find(ticket);
  if (found == state_.watched.end()) return;
  const auto until = time == 0ms ? Steady::time_point::max() : Steady::now() + time;
  found->second.until = std::min(until, state_.end);
}

void Deadlines::hurry(std::chrono::milliseconds time) {
  protocols::io::MutexLock lock(mutex_);
  state_.end = Steady::now() + time;
  for (auto& [ticket, watched] : state_.watched) {
    watched.until = std::min(watched.until, state_.end);
  }
}

void Deadlines::run() {
  for (;;) {
    protocols::io::MutexLock lock(mutex_);
    if (state_.stop) return;
    changed_.wait_for(mutex_, 500ms);
    if (state_.stop) return;
    cut_late_ones();
  }
}

void Deadlines::cut_late_ones() {
  const auto now = Steady::now();
  for (auto& [ticket, watched] : state_.watched) {
    if (watched.until > now) continue;
    if (watched.fd) ::shutdown(watched.fd.get(), SHUT_RDWR);
    watched.until = Steady::time_point::max();
  }
}

}  // namespace web
