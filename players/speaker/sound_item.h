#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace players {

/// What a loudspeaker plays of one item. Never waits: sound that is not there yet is an answer.
/// Owned by the lineup or the mixer of one loudspeaker; confined to the loudspeaker's thread.
class SoundItem {
 public:
  enum class State {
    Unknown = 0,
    Ready,     ///< samples were written, at least one
    Waiting,   ///< a file is not decoded yet: worth a moment's patience
    Starving,  ///< speech has not arrived: silence, which belongs to nobody
    Ended,
    Failed,
  };
  struct Filled {
    State state = State::Unknown;
    std::size_t samples = 0;  ///< with Ready: per channel, from the beginning of `out`
    /// With Ready: how far the position moves. A chime or a pause sounds without moving it; a
    /// bundle that was lost moves it without a sound.
    std::uint64_t advance = 0;
    std::string problem{};  ///< with Failed
  };

  virtual ~SoundItem() = default;

  /// Writes at most `out.size()` values, interleaved, 1.0 = full scale.
  virtual Filled fill(std::span<float> out) = 0;
};

}  // namespace players
