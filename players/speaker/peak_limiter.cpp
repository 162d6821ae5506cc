#include "players/speaker/peak_limiter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace players {

namespace {
constexpr float kRelease = 1.0F / (0.08F * 48000);  // of what is missing, per sample
constexpr float kLeastRise = 1e-6F;                 // so that it arrives at 1 and stays there
}  // namespace

PeakLimiter::PeakLimiter(std::size_t channels)
    : channels_(channels),
      held_(delay * channels),
      recent_(look_ahead, 1.0F),
      recent_sum_(static_cast<double>(look_ahead)) {}

void PeakLimiter::process(std::span<float> sound) {
  const auto loud = [](float value) { return std::abs(value) > ceiling; };
  if (quiet_ >= 2 * look_ahead && std::none_of(sound.begin(), sound.end(), loud))
    return delay_only(sound);
  for (std::size_t at = 0; at < sound.size(); at += channels_) {
    float peak = 0;
    for (std::size_t c = 0; c < channels_; c++) peak = std::max(peak, std::abs(sound[at + c]));
    const float gain = gain_for(peak);
    for (std::size_t c = 0; c < channels_; c++) {
      const float late = std::exchange(held_[held_at_ + c], sound[at + c]) * gain;
      sound[at + c] = std::clamp(late, -ceiling, ceiling);
    }
    held_at_ = (held_at_ + channels_) % held_.size();
  }
}

float PeakLimiter::gain_for(float peak) {
  const float wanted = peak > ceiling ? ceiling / peak : 1.0F;
  while (!minima_.empty() && minima_.back().second >= wanted) minima_.pop_back();
  minima_.emplace_back(sample_, wanted);
  while (minima_.front().first + look_ahead <= sample_) minima_.pop_front();
  sample_++;
  const float rise = std::max((1 - envelope_) * kRelease, kLeastRise);
  envelope_ = std::min({minima_.front().second, envelope_ + rise, 1.0F});
  quiet_ = envelope_ < 1 ? 0 : quiet_ + 1;
  recent_sum_ += envelope_ - std::exchange(recent_[recent_at_], envelope_);
  recent_at_ = (recent_at_ + 1) % look_ahead;
  // Exactly 1 again, whatever rounding the running sum has gathered.
  if (quiet_ >= look_ahead) recent_sum_ = static_cast<double>(look_ahead);
  return static_cast<float>(recent_sum_ / static_cast<double>(look_ahead));
}

void PeakLimiter::delay_only(std::span<float> sound) {
  for (float& value : sound) {
    std::swap(value, held_[held_at_]);
    held_at_ = held_at_ + 1 == held_.size() ? 0 : held_at_ + 1;
  }
}

}  // namespace players
