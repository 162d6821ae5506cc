#include "players/media/chime.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace players {
namespace {

// A struck bell: a fundamental and two quieter partials, each dying faster than the one below.
void strike(Sound& sound, double at_s, double hertz, double amplitude) {
  struct Partial {
    double ratio, share, decay_s;
  };
  constexpr Partial kPartials[] = {{1.0, 0.72, 0.50}, {2.0, 0.20, 0.30}, {3.01, 0.08, 0.15}};
  const auto first = static_cast<std::size_t>(at_s * sound.rate);
  for (std::size_t i = first; i < sound.samples.size(); ++i) {
    const double t = static_cast<double>(i - first) / sound.rate;
    const double attack = std::min(1.0, t / 0.004);  // 4 ms: no click
    double value = 0.0;
    for (const Partial& p : kPartials) {
      value += p.share * std::exp(-t / p.decay_s) *
               std::sin(2.0 * std::numbers::pi * hertz * p.ratio * t);
    }
    sound.samples[i] += static_cast<float>(amplitude * attack * value);
  }
}

void fade_out(Sound& sound, double seconds) {
  const auto n = std::min(sound.samples.size(), static_cast<std::size_t>(seconds * sound.rate));
  for (std::size_t i = 0; i < n; ++i) {
    sound.samples[sound.samples.size() - 1 - i] *= static_cast<float>(i) / static_cast<float>(n);
  }
}

Sound silence(double seconds, int rate) {
  return {rate, std::vector<float>(static_cast<std::size_t>(std::lround(seconds * rate)))};
}

}  // namespace

Sound attention_chime(int rate) {
  Sound sound = silence(1.2, rate);
  strike(sound, 0.0, 659.26, 0.55);
  strike(sound, 0.45, 523.25, 0.55);
  fade_out(sound, 0.15);
  return sound;
}

Sound emergency_chime(int rate) {
  Sound sound = silence(1.5, rate);
  double phase = 0.0;
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate;
    const bool high = static_cast<int>(t / 0.125) % 2 == 1;
    phase += 2.0 * std::numbers::pi * (high ? 960.0 : 853.0) / rate;
    // The third and fifth harmonic make it harsh: it carries over rain and through walls.
    const double wave = std::sin(phase) + 0.33 * std::sin(3 * phase) + 0.2 * std::sin(5 * phase);
    sound.samples[i] = static_cast<float>(0.42 * wave * std::min(1.0, t / 0.004));
  }
  fade_out(sound, 0.02);
  return sound;
}

}  // namespace players
