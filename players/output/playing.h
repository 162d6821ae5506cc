#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "players/device/output.h"
#include "protocols/io/clock.h"

namespace players {

/// When something happened, on both clocks.
struct Stamp {
  std::chrono::nanoseconds mono{};
  protocols::io::WallTime wall{};
};

inline Stamp stamp(const protocols::io::Clock& clock) {
  return {clock.steady().time_since_epoch(), clock.wall()};
}

/// Where reports go inside an output: on to the Reporter.
using Report = std::function<void(PlayReport)>;

/// The mean square and the peak of a stretch of sound, 1.0 = full scale, over all channels.
struct Metered {
  double square_sum = 0;
  double peak = 0;
  std::uint64_t values = 0;

  void add(const Metered& other) {
    square_sum += other.square_sum;
    peak = std::max(peak, other.peak);
    values += other.values;
  }
};
Level to_level(const Metered& metered);

/// What has really come out of one item so far. Confined to the output's thread.
struct Playing {
  PlayCommand command;
  std::uint64_t amount = 0;    ///< the sink accepted
  std::uint64_t position = 0;  ///< where the content is, put out or not
  bool started = false;
  protocols::io::WallTime since{};
  Metered metered;

  explicit Playing(PlayCommand asked) : command(std::move(asked)), position(command.offset) {}

  /// Counts accepted frames or samples; the first ones make a report.
  void accept(std::uint64_t count, std::uint64_t output_index, const Stamp& at,
              const Report& report);
  PlayReport finish(PlayEnd why, std::string problem, const Stamp& at) const;
};

}  // namespace players
