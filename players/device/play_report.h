#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "protocols/io/clock.h"

namespace players {

/// Names one playing of one thing on one output. The follower chooses it, never twice in the life
/// of a player; 0 = nothing.
using PlayToken = std::uint64_t;

/// Why an item left the output.
enum class PlayEnd {
  Unknown = 0,
  Ended,     ///< its content, or the length asked for, is over
  Replaced,  ///< another play() took its place
  Stopped,   ///< stop() was called, or the output was destroyed
  Failed,  ///< it could not be decoded, starved for too long, or the sink was broken; see `problem`
};

/// "ended", "replaced", "stopped", "failed"; "unknown" for anything else.
constexpr std::string_view to_text(PlayEnd end) {
  switch (end) {
    case PlayEnd::Ended:
      return "ended";
    case PlayEnd::Replaced:
      return "replaced";
    case PlayEnd::Stopped:
      return "stopped";
    case PlayEnd::Failed:
      return "failed";
    case PlayEnd::Unknown:
      break;
  }
  return "unknown";
}

/// What a level meter says of some stretch of sound, at the tap behind the limiter. dBFS as in
/// AES17: a full-scale sine has a peak of 0 and, unlike AES17, an rms of -3.01 (plain root mean
/// square). Digital silence is `silence_dbfs`.
struct Level {
  static constexpr double silence_dbfs = -120.0;
  double rms_dbfs = silence_dbfs;
  double peak_dbfs = silence_dbfs;
};

/// The first frame or sample of an item was handed to the sink. Not sent for an item of which
/// nothing ever came out.
struct PlayStarted {
  PlayToken token = 0;
  std::uint64_t output_index =
      0;  ///< frames or samples (per channel) this output had put out before it, since construction
  std::chrono::nanoseconds
      mono{};  ///< CLOCK_MONOTONIC, taken right after the sink accepted the frame or block
  protocols::io::WallTime wall{};  ///< wall clock at the same moment, trusted or not
};

/// An item is over. Sent exactly once for every token given to play(), and for a prepared one that
/// is discarded unplayed.
struct PlayFinished {
  PlayToken token = 0;
  PlayEnd why = PlayEnd::Unknown;
  std::string problem;  ///< English, for the log; empty unless `why` is Failed
  std::uint64_t amount =
      0;  ///< frames or samples (per channel) of it that the sink really accepted
  std::uint64_t position = 0;  ///< where to go on later: frames or samples from the beginning of
                               ///< the item (see PlayCommand::offset)
  Level level;  ///< rms over, and peak within, the whole playing; silence for pictures
  std::chrono::nanoseconds mono{};
  protocols::io::WallTime wall{};
};

/// In the order in which things happened on the output; a finished comes before the started of what
/// replaced it.
using PlayReport = std::variant<PlayStarted, PlayFinished>;

}  // namespace players
