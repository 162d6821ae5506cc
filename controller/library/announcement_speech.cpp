#include "controller/library/announcement_speech.h"

#include <algorithm>
#include <utility>

#include "controller/library/sound_rendition.h"
#include "players/media/opus_codec.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/link/bundle.h"

namespace controller {

namespace io = protocols::io;

namespace {

constexpr std::size_t kPackets = 20;  // in a bundle: 400 ms
constexpr std::size_t kMostBundles = 900;
constexpr int kPacketMs = 20;

PreparedSpeech refuse(std::string code, std::string vi, std::string en) {
  return {{}, MediaProblem{std::move(code), std::move(vi), std::move(en)}};
}

// Levelled until what a listener decodes keeps the ceiling, as clips are.
std::vector<std::string> encode_levelled(players::Sound& sound, players::LevelReport& report) {
  std::vector<std::string> packets;
  report = players::level_coded(sound.samples, sound.rate, [&] {
    packets = players::encode_speech(sound, kSpeechBits);
    return players::measure(players::decode_speech(packets).samples);
  });
  return packets;
}

void add_bundles(AnnouncementSpeech& speech, const std::vector<std::string>& packets) {
  for (std::size_t at = 0; at < packets.size(); at += kPackets) {
    protocols::link::Bundle bundle;
    bundle.index = static_cast<std::uint32_t>(speech.bundles.size());
    bundle.media_time_ms = static_cast<std::uint32_t>(at) * kPacketMs;
    const auto from = packets.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t count = std::min(kPackets, packets.size() - at);
    bundle.packets.assign(from, from + static_cast<std::ptrdiff_t>(count));
    speech.bundles.push_back(protocols::link::encode_bundle(bundle));
    speech.hashes.push_back(protocols::link::bundle_hash(speech.bundles.back()));
  }
}

PreparedSpeech bundled(players::Spoken said) {
  if (!said) return refuse(said.problem->code, said.problem->vi, said.problem->en);
  return bundle_sound(std::move(said.sound));
}

}  // namespace

PreparedSpeech bundle_sound(players::Sound sound) {
  if (sound.samples.empty()) {
    return refuse("no_sound", "Không có âm thanh.", "There is no sound.");
  }
  PreparedSpeech prepared;
  sound = players::resample(sound, players::kSoundRate);
  prepared.speech.duration = sound.duration();
  const auto packets = encode_levelled(sound, prepared.speech.level);
  if (packets.size() > kMostBundles * kPackets) {
    return refuse("too_long", "Nội dung dài hơn 6 phút.", "It is longer than 6 minutes.");
  }
  add_bundles(prepared.speech, packets);
  return prepared;
}

PreparedSpeech prepare_speech(std::string_view text, std::string_view lang, const Voice& voice) {
  return bundled(voice.say(text, lang));
}

PreparedSpeech prepare_recording(const std::filesystem::path& file, const Voice& voice) {
  ProbeLimits limits;
  limits.duration = std::chrono::minutes(6);
  auto probed = probe(file, limits);
  if (!probed) return {{}, std::move(probed.problem)};
  return bundled(voice.present(read_sound(file)));
}

BundleShelf::BundleShelf(std::filesystem::path root) : root_(std::move(root)) {
  io::make_folder(root_);
}

void BundleShelf::keep(const AnnouncementSpeech& speech) {
  for (std::size_t i = 0; i < speech.bundles.size(); ++i) {
    const auto file = root_ / speech.hashes[i];
    if (!std::filesystem::exists(file)) io::write_durably(file, speech.bundles[i]);
  }
}

std::optional<std::string> BundleShelf::find(std::string_view hash) const {
  const auto digest = io::from_base64url(hash);
  if (!digest || digest->size() != 32) return std::nullopt;  // nor a path out of the folder
  auto bytes = io::read_if_present(root_ / std::string(hash));
  if (!bytes || io::sha256_base64url(*bytes) != hash) return std::nullopt;
  return bytes;
}

void BundleShelf::remove(const std::vector<std::string>& hashes) {
  for (const auto& hash : hashes) {
    const auto digest = io::from_base64url(hash);
    if (digest && digest->size() == 32) io::remove_durably(root_ / hash);
  }
}

}  // namespace controller
