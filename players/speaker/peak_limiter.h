#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <utility>
#include <vector>

namespace players {

/// Keeps samples at or under -1 dBFS: looks 5 ms ahead, lowers the gain in time and smoothly, and
/// lets it rise again over about 80 ms. Below the ceiling the sound passes bit for bit, only later.
/// All channels get the same gain. (Sample peaks, not true peaks: renditions were brought to
/// -1 dBTP when they were made; this catches volume above 0 dB and overlaps.)
///
/// Why it cannot overshoot: the gain is the mean over 5 ms of minima over 5 ms each, and every one
/// of these minima has seen the sample that the mean is applied to.
///
/// Confined to the loudspeaker's thread.
class PeakLimiter {
 public:
  static constexpr std::size_t look_ahead = 240;         ///< samples at 48 kHz
  static constexpr std::size_t delay = look_ahead - 1;   ///< samples by which sound comes later
  static constexpr float ceiling = 29204.0F / 32768.0F;  ///< -1 dBFS, rounded down to 16 bit

  explicit PeakLimiter(std::size_t channels);

  /// In place; interleaved, a whole number of samples.
  void process(std::span<float> sound);

 private:
  float gain_for(float peak);
  void delay_only(std::span<float> sound);

  const std::size_t channels_;
  std::vector<float> held_;  ///< ring of `delay` samples x channels
  std::size_t held_at_ = 0;
  std::deque<std::pair<std::size_t, float>> minima_;  ///< rising: (sample, wanted gain) in sight
  std::vector<float> recent_;                         ///< ring of the last `look_ahead` envelopes
  std::size_t recent_at_ = 0;
  double recent_sum_;
  float envelope_ = 1;
  std::size_t sample_ = 0;
  std::size_t quiet_ = look_ahead;  ///< samples since the envelope was below 1
};

}  // namespace players
