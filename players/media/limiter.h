// The true-peak limiter behind loudness.h: look-ahead 2 ms, detector 4x oversampled as ITU-R
// BS.1770-4 annex 2. Works in place or only tries, so an hour of sound needs no second copy.
#pragma once

#include <span>

namespace players {

struct Limit {
  double gain_db = 0.0;  // plain gain before the limiter
  double ceiling_dbtp = -1.0;
};

/// Applies the gain and holds true peaks at or under the ceiling, in place. Returns the most the
/// limiter took from any sample, dB >= 0.
double limit_true_peak(std::span<float> mono, int rate, const Limit& limit);

struct LimitTrial {
  double limited_db = 0.0;  // as above
  double lufs = 0.0;        // -infinity if all falls under the gate
  double peak_dbtp = 0.0;
};

/// What limit_true_peak would make of the sound; `mono` stays as it is.
LimitTrial try_limit(std::span<const float> mono, int rate, const Limit& limit);

}  // namespace players
