#include "controller/library/voice.h"

#include <fmt/core.h>

#include <utility>

#include "players/media/loudness.h"
#include "playlists/messages/spoken_form.h"

namespace controller {

using players::Sound;
using players::Spoken;
using playlists::World;

namespace {

constexpr std::string_view kDrill = "Đây là diễn tập.";
constexpr std::string_view kDrillTitle = "DIỄN TẬP";
constexpr std::size_t kPause =
    players::kSoundRate / 2;  // samples between that sentence and the rest

std::string plain(std::string_view text, std::string_view lang) {
  return lang.starts_with("vi") ? playlists::spoken_form(text) : std::string(text);
}

// `sentence`, `sound`, `sentence`, each as loud as the other.
Sound framed(Sound sentence, Sound sound) {
  sound = players::resample(sound, players::kSoundRate);
  players::level(sentence.samples);
  players::level(sound.samples);
  Sound all = sentence;
  all.samples.resize(all.samples.size() + kPause);
  all.samples.insert(all.samples.end(), sound.samples.begin(), sound.samples.end());
  all.samples.resize(all.samples.size() + kPause);
  all.samples.insert(all.samples.end(), sentence.samples.begin(), sentence.samples.end());
  return all;
}

}  // namespace

Voice::Voice(World world, players::SpeechEngine engine)
    : world_(world), engine_(std::move(engine)) {}

std::string Voice::spoken(std::string_view text, std::string_view lang) const {
  std::string own = plain(text, lang);
  if (world_ == World::Live) return own;
  return fmt::format("{0} {1} {0}", kDrill, own);
}

Spoken Voice::say(std::string_view text, std::string_view lang) const {
  auto said = players::speak(plain(text, lang), lang, engine_);
  return said ? present(std::move(said.sound)) : said;
}

Spoken Voice::present(Sound recording) const {
  if (world_ == World::Live || recording.samples.empty()) return {std::move(recording), {}};
  auto sentence = players::speak(kDrill, "vi", engine_);
  if (!sentence) return sentence;
  return {framed(std::move(sentence.sound), std::move(recording)), {}};
}

std::int64_t Voice::lead() const {
  if (world_ == World::Live) return 0;
  const auto sentence = players::speak(kDrill, "vi", engine_);
  return sentence ? std::ssize(sentence.sound.samples) + std::int64_t{kPause} : 0;
}

std::string Voice::titled(std::string_view title) const {
  if (world_ == World::Live || title.starts_with(kDrillTitle)) return std::string(title);
  if (title.empty()) return std::string(kDrillTitle);
  return std::string(kDrillTitle) + ": " + std::string(title);
}

}  // namespace controller
