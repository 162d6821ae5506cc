#include "players/device/rounds.h"

#include <exception>
#include <utility>

#include "protocols/io/log.h"

namespace players {

void Rounds::add(std::string name, Step step) {
  steps_.push_back({std::move(name), std::move(step)});
}

void Rounds::go() {
  again_ = true;
  if (std::exchange(going_, true)) return;
  failed_ = false;
  while (std::exchange(again_, false))
    for (const auto& step : steps_) take(step);
  going_ = false;
}

void Rounds::retry() {
  if (failed_) go();
}

void Rounds::take(const Named& step) {
  try {
    step.step();
  } catch (const std::exception& error) {
    failed_ = true;
    protocols::io::log::error("player: a look failed, tried again",
                              {{"of", step.name}, {"cause", error.what()}});
  }
}

}  // namespace players
