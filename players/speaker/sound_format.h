#pragma once

#include <cstddef>

namespace players {

/// What a loudspeaker takes. 48 kHz always; "sample" means one per channel. An immutable value.
struct SoundFormat {
  static constexpr int rate = 48000;         ///< Hz
  static constexpr std::size_t block = 960;  ///< samples mixed at a time: 20 ms
  std::size_t channels = 1;                  ///< 1 or 2, interleaved
};

}  // namespace players
