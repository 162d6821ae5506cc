#include "players/speaker/speaker_output.h"

#include <algorithm>
#include <cmath>

#include "players/media/opus_codec.h"
#include "tests/unit/players/speaker/speaker_bench.h"

namespace players {
namespace {

using namespace std::chrono_literals;

int largest_step(const Samples& samples) {
  int largest = 0;
  for (std::size_t i = 1; i < samples.size(); i++)
    largest = std::max(largest, std::abs(samples[i] - samples[i - 1]));
  return largest;
}

/// `bundles` bundles of 400 ms of a tone.
std::vector<OpusPackets> tone_bundles(std::size_t bundles) {
  Sound tone;
  tone.samples.resize(bundles * 19200);
  for (std::size_t i = 0; i < tone.samples.size(); i++)
    tone.samples[i] = 0.3F * std::sin(static_cast<float>(i % 480) / 480 * 6.2831853F * 4);
  const auto packets = encode_speech(tone);
  std::vector<OpusPackets> all(bundles);
  for (std::size_t i = 0; i < bundles * 20; i++) all[i / 20].push_back(packets.at(i));
  return all;
}

std::size_t loud(const Samples& samples) {
  return static_cast<std::size_t>(std::count_if(samples.begin(), samples.end(),
                                                [](int value) { return std::abs(value) > 300; }));
}

TEST_F(LoudspeakerTest, a_file_comes_out_sample_for_sample) {
  const auto file = make_opus(folder.path, "tone.opus", "sine=frequency=440:duration=1.234");
  const auto reference = reference_samples(file);
  start();
  speaker->play(sound(1, "tone", file));
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
  EXPECT_EQ(end.amount, reference.size());
  EXPECT_EQ(end.position, reference.size());
  EXPECT_EQ(samples_of("tone"), reference);
  double sum = 0;
  for (const double value : reference) sum += value * value / 32768 / 32768;
  EXPECT_NEAR(end.level.rms_dbfs, 10 * std::log10(sum / static_cast<double>(reference.size())),
              0.01);
}

TEST_F(LoudspeakerTest, a_file_resumed_at_an_offset_plays_exactly_what_remained) {
  const auto file =
      make_opus(folder.path, "noise.opus", "anoisesrc=color=pink:amplitude=0.2:seed=7:duration=16");
  const auto reference = reference_samples(file);
  start();
  PlayToken token = 1;
  for (const std::uint64_t offset : {1U, 40000U, 480001U, 700123U}) {
    auto command = sound(token, std::to_string(offset), file);
    command.offset = offset;
    command.length = offset < 600000 ? 24000 : 0;
    speaker->play(command);
    const auto end = reports.finished(token++);
    EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
    const auto own = samples_of(std::to_string(offset));
    EXPECT_EQ(own.size(), command.length ? command.length : reference.size() - offset);
    EXPECT_EQ(end.position, offset + own.size());
    // Behind the 5 ms of ramp it is the same sound, to the codec's memory of what was before.
    double difference = 0;
    double energy = 0;
    for (std::size_t i = 4800; i < 19200; i++) {
      difference += std::pow(own.at(i) - reference.at(offset + i), 2);
      energy += std::pow(reference.at(offset + i), 2);
    }
    EXPECT_LT(difference / energy, 1e-3) << offset;
  }
}

TEST_F(LoudspeakerTest, what_was_prepared_follows_without_a_sample_between) {
  const auto first = make_opus(folder.path, "first.opus", "sine=frequency=440:duration=0.5");
  const auto second = make_opus(folder.path, "second.opus", "sine=frequency=880:duration=0.5");
  start();
  speaker->play(sound(1, "first", first));
  auto next = sound(2, "second", second);
  next.after = 1;
  speaker->prepare(next);
  const auto end = reports.finished(1);
  EXPECT_EQ(reports.started(2).output_index, reports.started(1).output_index + end.amount);
  reports.finished(2);
  EXPECT_EQ(samples_of("second"), reference_samples(second));
}

TEST_F(LoudspeakerTest, a_chime_leaves_within_milliseconds) {
  start();
  wait_until([&] { return speaker->status().total > 48000 / 10; });
  std::vector<double> waits;
  for (PlayToken token = 1; token <= 15; token++) {
    const auto asked = std::chrono::steady_clock::now();
    speaker->play(announcement(token, "chime", {Chime::Emergency, nullptr, 1}));
    const auto began = std::chrono::steady_clock::time_point(reports.started(token).mono);
    waits.push_back(std::chrono::duration<double, std::milli>(began - asked).count());
    speaker->stop(token);
    reports.finished(token);
    std::this_thread::sleep_for(7ms * token % 45ms);
  }
  std::sort(waits.begin(), waits.end());
  RecordProperty("median_ms", std::to_string(waits[waits.size() / 2]));
  EXPECT_LT(waits[waits.size() / 2], 15) << "median of the time from play() to the sink, in ms";
}

TEST_F(LoudspeakerTest, a_cut_makes_no_click_and_is_counted_to_the_sample) {
  const auto tone = make_opus(folder.path, "tone.opus", "sine=frequency=300:duration=5");
  start();
  speaker->play(sound(1, "tone", tone));
  reports.started(1);
  wait_until([&] { return speaker->status().amount > 20000; });
  speaker->stop(1);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Stopped);
  EXPECT_EQ(end.amount, samples_of("tone").size());
  EXPECT_EQ(end.position, end.amount);
  wait_until([&] { return speaker->status().level.peak_dbfs == Level::silence_dbfs; });
  // A sine of 300 Hz and amplitude 1/8 moves by 161 at most between two samples.
  EXPECT_LT(largest_step(samples()), 250);
}

TEST_F(LoudspeakerTest, replacing_makes_no_click_and_counts_each_sample_once) {
  const auto tone = make_opus(folder.path, "tone.opus", "sine=frequency=300:duration=5");
  start();
  for (PlayToken token = 1; token <= 6; token++) {
    auto command = sound(token, std::to_string(token), tone);
    command.offset = token * 1000;
    speaker->play(command);
    reports.started(token);
    wait_until([&] { return speaker->status().token == token && speaker->status().amount > 4000; });
  }
  speaker->stop(6);
  for (PlayToken token = 1; token <= 6; token++) {
    const auto end = reports.finished(token);
    EXPECT_EQ(end.why, token == 6 ? PlayEnd::Stopped : PlayEnd::Replaced);
    EXPECT_EQ(end.amount, samples_of(std::to_string(token)).size());
  }
  EXPECT_LT(largest_step(samples()), 350);
}

TEST_F(LoudspeakerTest, too_much_volume_stays_under_the_ceiling) {
  const auto tone = make_opus(folder.path, "loud.opus", "sine=frequency=300:duration=1,volume=6");
  start();
  auto command = sound(1, "loud", tone);
  command.volume_db = 12;
  speaker->play(command);
  const auto end = reports.finished(1);
  EXPECT_LE(end.level.peak_dbfs, -1.0);
  EXPECT_GT(end.level.peak_dbfs, -1.2);
}

TEST_F(LoudspeakerTest, speech_sounds_while_it_arrives_and_starving_is_silence) {
  const auto bundles = tone_bundles(3);
  auto speech = std::make_shared<SpeechSource>(3, 400ms);
  speech->put(0, bundles[0]);
  start();
  speaker->play(announcement(1, "order", {Chime::None, speech, 1}));
  wait_until([&] { return speaker->status().position == 19200; });
  const auto waiting_since = speaker->status().total;
  wait_until([&] { return speaker->status().total > waiting_since + 9600; });
  EXPECT_EQ(speaker->status().amount, 19200U);
  EXPECT_EQ(speaker->status().token, 1U);
  speech->put(1, bundles[1]);
  speech->put(2, bundles[2]);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
  EXPECT_EQ(end.amount, 3 * 19200U);
  EXPECT_EQ(end.position, 3 * 19200U);
  EXPECT_GT(loud(samples()), 3U * 19200 * 8 / 10);
}

TEST_F(LoudspeakerTest, a_bundle_that_was_lost_is_skipped) {
  const auto bundles = tone_bundles(3);
  auto speech = std::make_shared<SpeechSource>(3, 400ms);
  speech->put(0, bundles[0]);
  speech->put(2, bundles[2]);
  start();
  speaker->play(announcement(1, "order", {Chime::None, speech, 1}));
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
  EXPECT_EQ(end.amount, 2 * 19200U);
  EXPECT_EQ(end.position, 3 * 19200U);
}

TEST_F(LoudspeakerTest, speech_is_repeated_after_a_pause_and_the_chime_is_not) {
  const auto bundles = tone_bundles(1);
  auto speech = std::make_shared<SpeechSource>(1, 400ms);
  speech->put(0, bundles[0]);
  start();
  speaker->play(announcement(1, "order", {Chime::Attention, speech, 2}));
  const auto end = reports.finished(1);
  const auto chime = Chimes::make().attention.size();
  EXPECT_EQ(end.amount, chime + 2 * 19200 + AnnouncementItem::kPause);
  EXPECT_EQ(end.position, 2 * 19200U);
}

TEST_F(LoudspeakerTest, an_announcement_goes_on_inside_its_second_round) {
  auto speech = std::make_shared<SpeechSource>(1, 400ms);
  speech->put(0, tone_bundles(1)[0]);
  start();
  auto command = announcement(1, "order", {Chime::None, speech, 2});
  command.offset = 19200 + 9600 + 100;
  speaker->play(command);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.amount, 9500U);
  EXPECT_EQ(end.position, 2 * 19200U);
}

TEST_F(LoudspeakerTest, poison_ends_as_failed_and_the_loudspeaker_goes_on) {
  const auto whole = make_opus(folder.path, "whole.opus", "sine=duration=0.3");
  const auto text = folder.path / "text.opus";
  std::ofstream(text) << "this is no sound";
  const auto empty = folder.path / "empty.opus";
  std::ofstream(empty).flush();
  start();
  PlayToken token = 1;
  for (const auto& file : {text, empty, folder.path / "absent.opus"}) {
    speaker->play(sound(token, "poison", file));
    const auto end = reports.finished(token++);
    EXPECT_EQ(end.why, PlayEnd::Failed) << file;
    EXPECT_NE(end.problem, "") << file;
  }
  speaker->play(sound(token, "whole", whole));
  EXPECT_EQ(reports.finished(token).why, PlayEnd::Ended);
}

TEST_F(LoudspeakerTest, silence_on_the_record_lasts_its_length) {
  start();
  PlayCommand command;
  command.token = 1;
  command.item = "quiet";
  command.length = 12345;
  speaker->play(command);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.amount, 12345U);
  EXPECT_EQ(end.level.peak_dbfs, Level::silence_dbfs);
}

TEST_F(LoudspeakerTest, a_missing_amplifier_is_a_state_and_counts_nothing) {
  sounded->broken = true;
  start();
  wait_until([&] { return speaker->status().state == OutputState::Error; });
  EXPECT_EQ(speaker->status().problem, "the amplifier is gone");
  PlayCommand command;
  command.token = 1;
  command.length = 4800;
  speaker->play(command);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended);
  EXPECT_EQ(end.amount, 0U);
  EXPECT_EQ(end.position, 4800U);
}

}  // namespace
}  // namespace players
