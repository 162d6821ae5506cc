#include "players/media/limiter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <deque>
#include <numbers>
#include <vector>

#include "players/media/loudness.h"

namespace players {
namespace {

constexpr int kPhases = 4;  // oversampling, ITU-R BS.1770-4 annex 2
constexpr int kTaps = 12;   // of each phase
constexpr int kHalf = kTaps / 2;
constexpr double kRelease = 0.020;  // s

using Taps = std::array<std::array<float, kTaps>, kPhases>;

// Phase p of a 48-tap Hann-windowed sinc: the value a quarter of p after the sixth sample.
Taps make_taps() {
  Taps taps{};
  for (int phase = 0; phase < kPhases; ++phase) {
    for (int tap = 0; tap < kTaps; ++tap) {
      const double x = tap - (kHalf - 1) - static_cast<double>(phase) / kPhases;
      const double sinc =
          std::abs(x) < 1e-9 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
      const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / kHalf);
      taps[static_cast<std::size_t>(phase)][static_cast<std::size_t>(tap)] =
          static_cast<float>(sinc * std::max(0.0, window));
    }
  }
  return taps;
}

// Highest true peak between sample `at` and the one after it.
float peak_at(std::span<const float> mono, std::size_t at, const Taps& taps) {
  constexpr std::ptrdiff_t kBefore = kHalf - 1;
  std::array<float, kTaps> near{};
  for (std::ptrdiff_t tap = 0; tap < kTaps; ++tap) {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + tap - kBefore;
    if (i >= 0 && i < std::ssize(mono)) {
      near[static_cast<std::size_t>(tap)] = mono[static_cast<std::size_t>(i)];
    }
  }
  float peak = 0.0F;
  for (const auto& phase : taps) {
    float value = 0.0F;
    for (std::size_t tap = 0; tap < kTaps; ++tap) value += near[tap] * phase[tap];
    peak = std::max(peak, std::abs(value));
  }
  return peak;
}

// Lowest value of the last `length` ones pushed.
class SlidingMinimum {
 public:
  explicit SlidingMinimum(std::size_t length) : length_(length) {}
  float push(float value) {
    while (!kept_.empty() && kept_.back().value >= value) kept_.pop_back();
    kept_.push_back({next_, value});
    if (kept_.front().at + length_ <= next_) kept_.pop_front();
    ++next_;
    return kept_.front().value;
  }

 private:
  struct Entry {
    std::size_t at;
    float value;
  };
  std::size_t length_;
  std::size_t next_ = 0;
  std::deque<Entry> kept_;
};

// Mean of the last `length` values pushed, 1.0 before there are any.
class SlidingMean {
 public:
  explicit SlidingMean(std::size_t length)
      : ring_(length, 1.0F), sum_(static_cast<double>(length)) {}
  float push(float value) {
    sum_ += static_cast<double>(value) - ring_[at_];
    ring_[at_] = value;
    at_ = (at_ + 1) % ring_.size();
    return static_cast<float>(std::min(1.0, sum_ / static_cast<double>(ring_.size())));
  }

 private:
  std::vector<float> ring_;
  std::size_t at_ = 0;
  double sum_;
};

// Hands `out` every sample of the limited sound in order, always behind what is still read.
// A minimum over 2W+1 samples followed by a mean over 2W+1: every term of the mean that belongs to
// sample i has seen i's own need, so the smooth gain never lets a peak through.
template <typename Out>
double run(std::span<const float> mono, int rate, const Limit& limit, Out&& out) {
  static const Taps taps = make_taps();
  constexpr double kSafety = 0.1;  // dB, for what the moving gain itself adds between samples
  const auto factor = static_cast<float>(std::pow(10.0, limit.gain_db / 20.0));
  const auto ceiling = static_cast<float>(std::pow(10.0, (limit.ceiling_dbtp - kSafety) / 20.0));
  const auto ahead = static_cast<std::size_t>(rate / 500);  // W: 2 ms
  const auto release = static_cast<float>(1.0 - std::exp(-1.0 / (kRelease * rate)));
  SlidingMinimum lowest(2 * ahead + 1);
  SlidingMean smooth(2 * ahead + 1);
  float gain = 1.0F;
  float deepest = 1.0F;
  for (std::size_t i = 0; i < mono.size() + 2 * ahead; ++i) {
    const float peak = i < mono.size() ? factor * peak_at(mono, i, taps) : 0.0F;
    const float need = lowest.push(peak > ceiling ? ceiling / peak : 1.0F);
    gain = std::min(need, gain + (1.0F - gain) * release);
    const float now = smooth.push(gain);
    if (i < 2 * ahead) continue;
    out(i - 2 * ahead, mono[i - 2 * ahead] * factor * now);
    deepest = std::min(deepest, now);
  }
  return -20.0 * std::log10(static_cast<double>(deepest));
}

}  // namespace

double limit_true_peak(std::span<float> mono, int rate, const Limit& limit) {
  return run(mono, rate, limit, [&](std::size_t i, float sample) { mono[i] = sample; });
}

LimitTrial try_limit(std::span<const float> mono, int rate, const Limit& limit) {
  LimitTrial trial;
  LoudnessMeter meter(rate);
  std::vector<float> block;
  constexpr std::size_t kBlock = 4096;
  block.reserve(kBlock);
  trial.limited_db = run(mono, rate, limit, [&](std::size_t, float sample) {
    block.push_back(sample);
    if (block.size() < kBlock) return;
    meter.feed(block);
    block.clear();
  });
  meter.feed(block);
  trial.lufs = meter.lufs();
  trial.peak_dbtp = meter.peak_dbtp();
  return trial;
}

}  // namespace players
