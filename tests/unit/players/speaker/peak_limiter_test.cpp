#include "players/speaker/peak_limiter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace players {
namespace {

TEST(PeakLimiter, what_is_under_the_ceiling_passes_bit_for_bit_but_later) {
  PeakLimiter limiter(2);
  std::vector<float> in(960 * 2 * 3);
  for (std::size_t i = 0; i < in.size(); i++) in[i] = static_cast<float>(i % 1000) / 2000;
  auto out = in;
  for (std::size_t at = 0; at < out.size(); at += 1920)
    limiter.process(std::span(out).subspan(at, 1920));
  const auto late = PeakLimiter::delay * 2;
  for (std::size_t i = late; i < out.size(); i++) ASSERT_EQ(out[i], in[i - late]);
}

TEST(PeakLimiter, nothing_passes_the_ceiling_whatever_comes) {
  PeakLimiter limiter(1);
  std::mt19937 random(7);
  std::uniform_real_distribution<float> spread(-8, 8);
  for (int block = 0; block < 200; block++) {
    std::vector<float> sound(960);
    for (float& value : sound) value = block % 3 == 0 ? spread(random) / 20 : spread(random);
    limiter.process(sound);
    for (const float value : sound) ASSERT_LE(std::abs(value), PeakLimiter::ceiling);
  }
}

TEST(PeakLimiter, a_single_peak_is_lowered_smoothly) {
  PeakLimiter limiter(1);
  std::vector<float> sound(9600, 0.5F);
  sound[2000] = 4;
  limiter.process(sound);
  float largest = 0;
  for (std::size_t i = PeakLimiter::delay + 1; i < sound.size(); i++)
    if (i != 2000 + PeakLimiter::delay && i != 2001 + PeakLimiter::delay)
      largest = std::max(largest, std::abs(sound[i] - sound[i - 1]));
  EXPECT_LT(largest, 0.01F);
  EXPECT_NEAR(sound[2000 + PeakLimiter::delay], PeakLimiter::ceiling, 1e-4);
}

TEST(PeakLimiter, after_a_peak_it_becomes_exact_again) {
  PeakLimiter limiter(1);
  std::vector<float> sound(48000 * 3, 0.25F);
  sound[100] = 2;
  limiter.process(sound);
  EXPECT_EQ(sound.back(), 0.25F);
}

}  // namespace
}  // namespace players
