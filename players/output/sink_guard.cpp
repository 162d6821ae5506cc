#include "players/output/sink_guard.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "protocols/io/log.h"

namespace players {

SinkGuard::SinkGuard(std::string name, std::function<void()> open)
    : name_(std::move(name)), open_(std::move(open)) {}

bool SinkGuard::deliver(protocols::io::SteadyTime now, const std::function<void()>& deliver) {
  if (!opened_ && now < retry_at_) return false;
  try {
    if (!opened_) open_();
    opened_ = true;
    deliver();
  } catch (const std::exception& error) {
    failed(now, error.what());
    return false;
  }
  if (!problem_.empty()) protocols::io::log::info(name_ + ": the sink is back");
  problem_.clear();
  pause_ = std::chrono::seconds{1};
  return true;
}

void SinkGuard::failed(protocols::io::SteadyTime now, const char* what) {
  if (problem_ != what) protocols::io::log::error(name_ + ": the sink failed", {{"why", what}});
  problem_ = what;
  opened_ = false;
  retry_at_ = now + pause_;
  pause_ = std::min(pause_ * 2, std::chrono::seconds{60});
}

}  // namespace players
