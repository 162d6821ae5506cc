#include "players/media/loudness.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

namespace players {
namespace {

struct MeterFree {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};
using Meter = std::unique_ptr<ebur128_state, MeterFree>;

constexpr double kDigitalZero = -200.0;

double to_db(double ratio) {
  return ratio > 1e-10 ? 20.0 * std::log10(ratio) : kDigitalZero;
}
double from_db(double db) {
  return std::pow(10.0, db / 20.0);
}

Meter fed_meter(std::span<const float> mono, int rate) {
  Meter meter(
      ebur128_init(1, static_cast<unsigned long>(rate), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
  if (!meter ||
      ebur128_add_frames_float(meter.get(), mono.data(), mono.size()) != EBUR128_SUCCESS) {
    throw std::runtime_error("loudness: cannot measure sound of " + std::to_string(rate) + " Hz");
  }
  return meter;
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

// One pass towards the target: gain as far as the limiter's allowance goes, then the limiter.
void approach(std::span<float> mono, int rate, const LevelTarget& target, LevelReport& report) {
  const double wanted = target.lufs - *report.after.lufs;
  const double headroom = target.ceiling_dbtp - report.after.peak_dbtp;
  const double allowed = headroom + target.most_limiting_db - report.limited_db;
  const double gain = std::min(wanted, allowed);
  apply_gain(mono, gain);
  report.gain_db += gain;
  report.after = measure(mono, rate);
  // The meter looks closer between the samples than the limiter does: what it still finds above
  // the ceiling lowers the ceiling for another pass.
  double ceiling = target.ceiling_dbtp;
  for (int pass = 0; pass < 3 && report.after.peak_dbtp > target.ceiling_dbtp; ++pass) {
    report.limited_db += limit_true_peak(mono, rate, ceiling);
    report.after = measure(mono, rate);
    ceiling -= report.after.peak_dbtp - target.ceiling_dbtp + 0.02;
  }
}

}  // namespace

Loudness measure(std::span<const float> mono, int rate) {
  Loudness loudness;
  if (mono.empty()) return loudness;
  const Meter meter = fed_meter(mono, rate);
  double peak = 0.0;
  double lufs = 0.0;
  ebur128_true_peak(meter.get(), 0, &peak);
  loudness.peak_dbtp = to_db(peak);
  ebur128_loudness_global(meter.get(), &lufs);
  if (std::isfinite(lufs) && has_enough_sound(mono, rate)) loudness.lufs = lufs;
  return loudness;
}

LevelReport level(std::span<float> mono, int rate, const LevelTarget& target) {
  const Loudness before = measure(mono, rate);
  if (!before.lufs) return level_without_loudness(mono, rate, target, before);
  LevelReport report{before, before};
  // Limiting takes loudness too, so what it took is given back, three times at most.
  constexpr double kNear = 0.1;  // LU
  for (int pass = 0; pass < 4; ++pass) {
    if (std::abs(target.lufs - *report.after.lufs) <= kNear) break;
    if (pass > 0 && report.limited_db >= target.most_limiting_db - kNear) break;
    approach(mono, rate, target, report);
    if (!report.after.lufs) break;  // cannot fall out of the gate by design; never loop on it
  }
  const double lufs = report.after.lufs.value_or(target.lufs);
  report.short_lu = target.lufs - lufs > kNear ? target.lufs - lufs : 0.0;
  return report;
}

}  // namespace players
