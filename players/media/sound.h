// Sound in memory: float, 1.0 = full scale, 48 kHz mono unless said otherwise. A value.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace players {

inline constexpr int kSoundRate = 48000;  // Hz of everything between ingest and the amplifier

struct Sound {
  int rate = kSoundRate;       // samples a second
  std::vector<float> samples;  // mono

  std::chrono::milliseconds duration() const {
    return std::chrono::milliseconds(
        rate > 0 ? static_cast<std::int64_t>(samples.size()) * 1000 / rate : 0);
  }
  bool operator==(const Sound&) const = default;
};

/// The same sound at another rate (swresample, 32-tap windowed sinc); exact length
/// round(n*to/from).
Sound resample(const Sound& sound, int rate);

/// A RIFF/WAVE file of PCM 16 bit, any rate, mono or stereo (mixed down). Total: an empty Sound
/// with rate 0 for anything else. Sizes in the header may be wrong (a pipe writes what it likes):
/// the data reaches to the end of the bytes at most.
Sound parse_wav(std::string_view bytes);

}  // namespace players
