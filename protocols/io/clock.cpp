#include "protocols/io/clock.h"

namespace protocols::io {

std::uint64_t Clock::on_jump(Jumped /*jumped*/) {
  return 0;
}

void Clock::forget(std::uint64_t /*ticket*/) {}

WallTime SystemClock::wall() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

SteadyTime SystemClock::steady() const {
  return std::chrono::steady_clock::now();
}

}  // namespace protocols::io
