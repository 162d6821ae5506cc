#include "players/media/speech.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "players/media/loudness.h"
#include "players/media/opus_codec.h"

namespace players {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kText =
    "Kính mời bà con cài đặt ứng dụng Bluezone để được cảnh báo sớm.";

SpeechEngine engine_of(std::vector<std::string> command) {
  SpeechEngine engine;
  engine.command = std::move(command);
  engine.time_limit = milliseconds(500);
  return engine;
}

std::string code_of(const Spoken& spoken) {
  return spoken.problem ? spoken.problem->code : "";
}

TEST(Speech, espeak_speaks_vietnamese_at_48_kilohertz) {
  const auto spoken = speak(kText, "vi");
  ASSERT_TRUE(spoken) << spoken.problem->en;
  EXPECT_EQ(spoken.sound.rate, 48000);
  EXPECT_GT(spoken.sound.duration(), milliseconds(2000));
  EXPECT_LT(spoken.sound.duration(), milliseconds(12000));
  EXPECT_TRUE(measure(spoken.sound.samples).lufs);
}

TEST(Speech, the_same_text_gives_the_same_sound) {
  EXPECT_EQ(speak(kText, "vi").sound, speak(kText, "vi").sound);
}

TEST(Speech, an_engine_that_is_not_there_is_named) {
  EXPECT_EQ(code_of(speak(kText, "vi", engine_of({"/no/such/engine"}))), "engine_missing");
}

TEST(Speech, an_engine_that_fails_hangs_or_says_nothing_is_told_apart) {
  EXPECT_EQ(code_of(speak(kText, "vi", engine_of({"false"}))), "engine_failed");
  EXPECT_EQ(code_of(speak(kText, "vi", engine_of({"sleep", "30"}))), "engine_timeout");
  EXPECT_EQ(code_of(speak(kText, "vi", engine_of({"true"}))), "no_sound");
  EXPECT_EQ(code_of(speak(kText, "vi", engine_of({"echo", "RIFF"}))), "no_sound");
}

TEST(Speech, empty_text_and_a_language_that_could_be_an_option_are_refused) {
  EXPECT_EQ(code_of(speak("  \n", "vi")), "empty_text");
  EXPECT_EQ(code_of(speak(kText, "-f/etc/passwd")), "engine_failed");
  EXPECT_EQ(code_of(speak(std::string(20001, 'a'), "vi")), "text_too_long");
}

TEST(Sound, resampling_keeps_length_and_pitch) {
  Sound sound{22050, std::vector<float>(22050)};
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    sound.samples[i] = static_cast<float>(
        0.5 * std::sin(2 * std::numbers::pi * 441.0 * static_cast<double>(i) / 22050.0));
  }
  const Sound out = resample(sound, 48000);
  ASSERT_EQ(out.samples.size(), 48000U);
  int crossings = 0;
  for (std::size_t i = 1; i < out.samples.size(); ++i) {
    crossings += (out.samples[i - 1] < 0) != (out.samples[i] < 0);
  }
  EXPECT_NEAR(crossings, 882, 3);
}

TEST(Sound, wav_readers_are_total) {
  const std::string head(
      "RIFF\xFF\xFF\xFF\xFFWAVEfmt \x10\0\0\0\x01\0\x01\0\x22\x56\0\0\x44\xAC\0\0\x02\0\x10\0", 36);
  const std::string data("data\xFF\xFF\xFF\x7F\0\x40\0\xC0", 12);
  const Sound sound = parse_wav(head + data);
  ASSERT_EQ(sound.samples.size(), 2U);
  EXPECT_FLOAT_EQ(sound.samples[0], 0.5F);
  EXPECT_FLOAT_EQ(sound.samples[1], -0.5F);
  for (std::size_t cut = 0; cut < head.size(); ++cut) {
    EXPECT_TRUE(parse_wav(head.substr(0, cut)).samples.empty());
  }
}

TEST(Opus, packets_of_20_ms_carry_the_sound) {
  const Sound sound = speak(kText, "vi").sound;
  const auto packets = encode_speech(sound);
  const Sound heard = decode_speech(packets);
  EXPECT_GE(heard.samples.size(), sound.samples.size() + 312);
  EXPECT_LT(heard.samples.size(), sound.samples.size() + 2 * kOpusFrame);
  EXPECT_NEAR(*measure(heard.samples).lufs, *measure(sound.samples).lufs, 0.5);
}

TEST(Opus, a_damaged_or_lost_packet_is_concealed) {
  SpeechDecoder decoder;
  EXPECT_EQ(decoder.decode("").size(), static_cast<std::size_t>(kOpusFrame));
  EXPECT_EQ(decoder.decode(std::string(5000, '\xFF')).size(), static_cast<std::size_t>(kOpusFrame));
  EXPECT_EQ(decoder.conceal().size(), static_cast<std::size_t>(kOpusFrame));
}

TEST(Opus, a_frame_of_another_length_is_our_own_mistake) {
  SpeechEncoder encoder;
  const std::vector<float> frame(100);
  EXPECT_THROW(encoder.encode(frame), std::invalid_argument);
}

}  // namespace
}  // namespace players
