#include "players/media/loudness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "players/media/chime.h"
#include "players/media/limiter.h"

namespace players {
namespace {

std::vector<float> tone(double amplitude, double seconds, double hertz = 1000.0) {
  std::vector<float> samples(static_cast<std::size_t>(seconds * kSoundRate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(
        amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / kSoundRate));
  }
  return samples;
}

// Quiet noise with a loud click each half second: the crest factor of a bad recording.
std::vector<float> clicks(double noise, double click, double seconds) {
  std::mt19937 random(7);
  std::normal_distribution<float> normal(0.0F, static_cast<float>(noise));
  std::vector<float> samples(static_cast<std::size_t>(seconds * kSoundRate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = normal(random);
    if (i % (kSoundRate / 2) < 40) samples[i] = static_cast<float>(i % 2 == 0 ? click : -click);
  }
  return samples;
}

TEST(Loudness, of_a_reference_tone_is_what_bs1770_says) {
  // ITU-R BS.1770-4: a 997 Hz sine at full scale in one channel reads -3.01 LUFS.
  const auto measured = measure(tone(1.0, 5.0, 997.0));
  ASSERT_TRUE(measured.lufs);
  EXPECT_NEAR(*measured.lufs, -3.01, 0.1);
  EXPECT_NEAR(measured.peak_dbtp, 0.0, 0.1);
}

TEST(Loudness, quiet_and_loud_sound_come_to_the_house_level) {
  for (double amplitude : {0.01, 0.1, 0.9}) {
    auto samples = tone(amplitude, 3.0);
    const auto report = level(samples);
    ASSERT_TRUE(report.after.lufs);
    EXPECT_NEAR(*report.after.lufs, -16.0, 0.5) << amplitude;
    EXPECT_LE(report.after.peak_dbtp, -1.0);
    EXPECT_EQ(report.limited_db, 0.0);
    EXPECT_EQ(report.short_lu, 0.0);
  }
}

TEST(Loudness, peaks_in_the_way_are_limited_and_the_level_is_reached) {
  auto samples = clicks(0.05, 0.5, 6.0);
  const auto report = level(samples);
  EXPECT_NEAR(*report.after.lufs, -16.0, 0.5);
  EXPECT_LE(report.after.peak_dbtp, -1.0);
  EXPECT_GT(report.limited_db, 0.5);
  EXPECT_LE(report.limited_db, 6.0);
}

TEST(Loudness, what_six_decibels_of_limiting_cannot_reach_is_reported_as_short) {
  auto samples = clicks(0.004, 0.9, 6.0);
  const auto report = level(samples);
  EXPECT_LE(report.limited_db, 6.0);
  EXPECT_LE(report.after.peak_dbtp, -1.0);
  EXPECT_GT(report.short_lu, 1.0);
  EXPECT_NEAR(report.short_lu, -16.0 - *report.after.lufs, 0.01);
}

TEST(Loudness, a_codec_that_adds_to_peaks_is_answered_within_six_decibels) {
  for (const double click : {0.5, 0.9}) {
    auto samples = clicks(0.05, click, 6.0);
    int encoded = 0;
    const auto report = level_coded(samples, kSoundRate, [&] {
      ++encoded;
      auto heard = samples;
      for (float& sample : heard) sample *= 1.09F;  // three quarters of a decibel
      return measure(heard);
    });
    EXPECT_GT(encoded, 1) << click;
    EXPECT_LE(report.after.peak_dbtp, -1.0) << click;
    EXPECT_LE(report.limited_db, 6.001) << click;
  }
}

TEST(Loudness, a_codec_whose_peaks_come_back_elsewhere_ends_under_the_ceiling_too) {
  auto samples = clicks(0.05, 0.5, 6.0);
  float added = 1.05F;
  int encoded = 0;
  const auto report = level_coded(samples, kSoundRate, [&] {
    ++encoded;
    added += 0.02F;  // every lowered sound comes out with more on top than the one before
    auto heard = samples;
    for (float& sample : heard) sample *= added;
    return measure(heard);
  });
  EXPECT_GT(encoded, 4);
  EXPECT_LE(report.after.peak_dbtp, -1.0);
  EXPECT_LE(report.limited_db, 6.001);
}

TEST(Loudness, silence_gets_no_gain) {
  std::vector<float> samples(kSoundRate * 3, 0.0F);
  const auto report = level(samples);
  EXPECT_FALSE(report.after.lufs);
  EXPECT_EQ(report.gain_db, 0.0);
  EXPECT_EQ(samples, std::vector<float>(kSoundRate * 3, 0.0F));
}

TEST(Loudness, less_than_400_ms_of_sound_gets_no_gain) {
  auto samples = tone(0.05, 0.39);
  samples.resize(kSoundRate * 4, 0.0F);
  const auto before = samples;
  EXPECT_EQ(level(samples).gain_db, 0.0);
  EXPECT_EQ(samples, before);
}

TEST(Limiter, holds_peaks_between_samples_too) {
  // A quarter of the sampling rate at 45 degrees: samples at 0.707, the true peak at 1.0.
  std::vector<float> samples(kSoundRate);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(
        std::sin(std::numbers::pi / 2 * static_cast<double>(i) + std::numbers::pi / 4));
  }
  EXPECT_GT(measure(samples).peak_dbtp, -0.2);
  const double taken = limit_true_peak(samples, kSoundRate, {0.0, -6.0});
  EXPECT_LE(measure(samples).peak_dbtp, -6.0);
  EXPECT_NEAR(taken, 6.1, 0.4);
}

TEST(Limiter, leaves_sound_under_the_ceiling_untouched) {
  auto samples = tone(0.5, 1.0);
  const auto before = samples;
  EXPECT_EQ(limit_true_peak(samples, kSoundRate, {0.0, -1.0}), 0.0);
  EXPECT_EQ(samples, before);
}

TEST(Chime, both_are_short_audible_and_within_the_ceiling) {
  for (const Sound& chime : {attention_chime(), emergency_chime()}) {
    const auto measured = measure(chime.samples, chime.rate);
    ASSERT_TRUE(measured.lufs);
    EXPECT_GT(*measured.lufs, -22.0);
    EXPECT_LE(measured.peak_dbtp, -1.0);
    EXPECT_LE(chime.duration(), std::chrono::milliseconds(3000));
  }
  EXPECT_GT(*measure(emergency_chime().samples).lufs, *measure(attention_chime().samples).lufs);
}

}  // namespace
}  // namespace players
