#include "players/output_choice.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "players/led/frame_recorder.h"
#include "players/led/led_output.h"
#include "players/led/screen_sink.h"
#include "players/speaker/card_sink.h"
#include "players/speaker/speaker_output.h"
#include "players/speaker/wav_recorder.h"

namespace players {

namespace {

SinkWords words_of(std::string_view text, std::span<const std::string_view> known,
                   const std::string& option) {
  const auto colon = text.find(':');
  SinkWords words{std::string(text.substr(0, colon)),
                  colon == std::string_view::npos ? "" : std::string(text.substr(colon + 1))};
  const bool good = std::find(known.begin(), known.end(), words.kind) != known.end() &&
                    (words.kind != "recorder" || !words.detail.empty());
  if (good) return words;
  throw std::invalid_argument("không hiểu / cannot understand --" + option + " " +
                              std::string(text));
}

std::unique_ptr<FrameSink> picture_sink(const SinkWords& words) {
  if (words.kind == "recorder") return std::make_unique<FrameRecorder>(words.detail);
  if (words.kind == "window") return std::make_unique<ScreenSink>("autovideosink", 0);
  if (words.kind == "kms") return std::make_unique<ScreenSink>("kmssink", 0);
  return std::make_unique<NullFrameSink>();
}

std::unique_ptr<SampleSink> sound_sink(const SinkWords& words) {
  if (words.kind == "recorder") return std::make_unique<WavRecorder>(words.detail);
  if (words.kind == "alsa") return std::make_unique<CardSink>(alsa_element(words.detail));
  return std::make_unique<NullSampleSink>();
}

}  // namespace

OutputChoice OutputChoice::parse(std::string_view picture, std::string_view sound) {
  constexpr std::array<std::string_view, 4> pictures{"recorder", "window", "kms", "null"};
  constexpr std::array<std::string_view, 3> sounds{"recorder", "alsa", "null"};
  OutputChoice choice;
  choice.picture_ = words_of(picture, pictures, "picture");
  choice.sound_ = words_of(sound, sounds, "sound");
  return choice;
}

std::unique_ptr<Output> OutputChoice::make(const playlists::Output& shape,
                                           const protocols::io::Clock& clock,
                                           protocols::io::EventLoop& loop,
                                           ReportListener listener) const {
  if (shape.kind == playlists::OutputKind::Picture)
    return std::make_unique<LedOutput>(PictureFormat{shape.width, shape.height, shape.fps},
                                       picture_sink(picture_), clock, loop, std::move(listener));
  if (shape.kind != playlists::OutputKind::Sound) return nullptr;
  return std::make_unique<SpeakerOutput>(
      SoundFormat{static_cast<std::size_t>(std::max(shape.channels, 1))}, sound_sink(sound_), clock,
      loop, std::move(listener));
}

}  // namespace players
