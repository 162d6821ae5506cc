#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <thread>

#include "protocols/io/guarded.h"
#include "protocols/io/unique_fd.h"

namespace web {

// Cuts connections that dawdle: a head trickled byte by byte, a body or an answer that does not
// move. Socket time-outs alone do not help against a peer that sends one byte just before each of
// them. Owns one thread that looks twice a second. Thread-safe.
class Deadlines {
 public:
  using Steady = std::chrono::steady_clock;

  Deadlines();
  Deadlines(const Deadlines&) = delete;
  Deadlines& operator=(const Deadlines&) = delete;
  ~Deadlines();

  // Watches a connected socket (a duplicate of `fd` is kept, so that a reused number is never hit).
  std::uint64_t watch(int fd);
  void forget(std::uint64_t ticket);
  // From now the connection has this long until the next call; zero = as long as it likes.
  void allow(std::uint64_t ticket, std::chrono::milliseconds time);
  // Everybody, also who comes later, has at most this long from now (the listener is closing).
  void hurry(std::chrono::milliseconds time);

 private:
  struct Watched {
    protocols::io::UniqueFd fd;
    Steady::time_point until = Steady::time_point::max();
  };
  struct State {
    std::map<std::uint64_t, Watched> watched;
    std::uint64_t last = 0;
    Steady::time_point end = Steady::time_point::max();
    bool stop = false;
  };
  void run();
  void cut_late_ones() VANG_REQUIRES(mutex_);

  protocols::io::Mutex mutex_;
  protocols::io::Signal changed_;
  State state_ VANG_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace web
