#include "players/media/loudness.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

#include "players/media/limiter.h"

namespace players {
namespace {

constexpr double kDigitalZero = -200.0;

double to_db(double ratio) {
  return ratio > 1e-10 ? 20.0 * std::log10(ratio) : kDigitalZero;
}
double from_db(double db) {
  return std::pow(10.0, db / 20.0);
}

// At least 400 ms (one gating block of BS.1770) in which there is something to hear at all.
bool has_enough_sound(std::span<const float> mono, int rate) {
  const auto window = static_cast<std::size_t>(rate / 100);
  constexpr double kAudible = 1e-7;  // mean square: -70 dBFS
  int windows = 0;
  for (std::size_t at = 0; at + window <= mono.size() && windows < 40; at += window) {
    double sum = 0.0;
    for (const float s : mono.subspan(at, window)) sum += static_cast<double>(s) * s;
    if (sum > kAudible * static_cast<double>(window)) ++windows;
  }
  return windows >= 40;
}

void apply_gain(std::span<float> mono, double db) {
  const auto factor = static_cast<float>(from_db(db));
  for (float& sample : mono) sample *= factor;
}

// Sound without a loudness is never made louder, only kept under the ceiling.
LevelReport level_without_loudness(std::span<float> mono, int rate, const LevelTarget& target,
                                   const Loudness& before) {
  LevelReport report{before, before};
  if (before.peak_dbtp > target.ceiling_dbtp) {
    report.gain_db = target.ceiling_dbtp - before.peak_dbtp - 0.01;
    apply_gain(mono, report.gain_db);
    report.after = measure(mono, rate);
  }
  return report;
}

// The gain that comes nearest to the target while the limiter takes no more than it may. What the
// limiter takes grows with the gain one to one, the loudness a little less: a few tries are enough.
Limit find_limit(std::span<const float> mono, int rate, const LevelTarget& target,
                 const Loudness& before) {
  constexpr double kNear = 0.05;  // dB
  Limit limit{target.lufs - *before.lufs, target.ceiling_dbtp};
  for (int attempt = 0; attempt < 8; ++attempt) {
    const auto trial = try_limit(mono, rate, limit);
    // The meter looks closer between the samples than the limiter does.
    const double over = std::max(0.0, trial.peak_dbtp - target.ceiling_dbtp);
    if (over > 0.0) limit.ceiling_dbtp -= over + 0.02;
    const double room = target.most_limiting_db - trial.limited_db - over;
    const double step = std::min(target.lufs - trial.lufs, room - kNear);
    if (over == 0.0 && room >= 0.0 && std::abs(step) <= kNear) break;
    limit.gain_db += step;
  }
  return limit;
}

void report_shortness(LevelReport& report, const LevelTarget& target) {
  const double lufs = report.after.lufs.value_or(target.lufs);
  report.short_lu = target.lufs - lufs > 0.1 ? target.lufs - lufs : 0.0;
}

}  // namespace

struct LoudnessMeter::State {
  explicit State(int rate)
      : meter(ebur128_init(1, static_cast<unsigned long>(rate),
                           EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK)) {
    if (!meter) {
      throw std::runtime_error("loudness: cannot measure sound of " + std::to_string(rate) + " Hz");
    }
  }
  ~State() { ebur128_destroy(&meter); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ebur128_state* meter;
};

LoudnessMeter::LoudnessMeter(int rate) : state_(std::make_unique<State>(rate)) {}
LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::feed(std::span<const float> mono) {
  if (ebur128_add_frames_float(state_->meter, mono.data(), mono.size()) != EBUR128_SUCCESS) {
    throw std::runtime_error("loudness: cannot measure");
  }
}

double LoudnessMeter::lufs() const {
  double lufs = 0.0;
  ebur128_loudness_global(state_->meter, &lufs);
  return lufs;
}

double LoudnessMeter::peak_dbtp() const {
  double peak = 0.0;
  ebur128_true_peak(state_->meter, 0, &peak);
  return to_db(peak);
}

Loudness measure(std::span<const float> mono, int rate) {
  Loudness loudness;
  if (mono.empty()) return loudness;
  LoudnessMeter meter(rate);
  meter.feed(mono);
  loudness.peak_dbtp = meter.peak_dbtp();
  const double lufs = meter.lufs();
  if (std::isfinite(lufs) && has_enough_sound(mono, rate)) loudness.lufs = lufs;
  return loudness;
}

LevelReport level(std::span<float> mono, int rate, const LevelTarget& target) {
  const Loudness before = measure(mono, rate);
  if (!before.lufs) return level_without_loudness(mono, rate, target, before);
  LevelReport report{before, before};
  report.gain_db = target.lufs - *before.lufs;
  if (before.peak_dbtp + report.gain_db <= target.ceiling_dbtp) {
    apply_gain(mono, report.gain_db);
  } else {
    const Limit limit = find_limit(mono, rate, target, before);
    report.gain_db = limit.gain_db;
    report.limited_db = limit_true_peak(mono, rate, limit);
  }
  report.after = measure(mono, rate);
  report_shortness(report, target);
  return report;
}

LevelReport level_coded(std::span<float> mono, int rate, const std::function<Loudness()>& encode,
                        const LevelTarget& target) {
  constexpr double kForCodec = 0.5;  // dB of the limiter's allowance, kept for what the codec adds
  LevelTarget first = target;
  first.most_limiting_db -= kForCodec;
  auto report = level(mono, rate, first);
  double ceiling = target.ceiling_dbtp;
  // A codec answers a lowered peak with another one elsewhere: each try keeps twice the distance.
  double distance = 0.05;
  for (int attempt = 1;; ++attempt, distance *= 2) {
    report.after = encode();
    const double over = report.after.peak_dbtp - target.ceiling_dbtp;
    if (over <= 0.0 || attempt == 8) break;
    ceiling -= over + distance;
    // The peaks alone are lowered as far as the allowance goes, beyond it everything.
    const double allowed = report.after.lufs ? target.most_limiting_db - report.limited_db : 0.0;
    const double needed = try_limit(mono, rate, {0.0, ceiling}).limited_db;
    const double gain = std::min(0.0, allowed - needed);
    report.limited_db += limit_true_peak(mono, rate, {gain, ceiling});
    report.gain_db += gain;
  }
  report_shortness(report, target);
  return report;
}

}  // namespace players
