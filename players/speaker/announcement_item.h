#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "players/device/output.h"
#include "players/media/opus_codec.h"
#include "players/speaker/sound_format.h"
#include "players/speaker/sound_item.h"

namespace players {

/// The chimes, decoded once when the loudspeaker starts, so that the first sample of an emergency
/// is only as far away as the next block. Immutable after construction.
struct Chimes {
  std::vector<float> attention;  ///< mono, 48 kHz
  std::vector<float> emergency;
  /// Makes both (a few milliseconds).
  static Chimes make();
};

/// A chime, then speech as its bundles arrive, as often as asked (see Announcement). Decodes on the
/// loudspeaker's thread: a packet of 20 ms takes about 50 µs and needs no other thread to wake.
class AnnouncementItem final : public SoundItem {
 public:
  static constexpr std::size_t kPause = SoundFormat::rate;  ///< samples between two repeats
  static constexpr std::size_t kSkipAfter = SoundFormat::rate * 3 / 2;  ///< of starving
  static constexpr std::size_t kGiveUpAfter = SoundFormat::rate * 15;   ///< of starving

  /// `offset` as in PlayCommand; `chimes` outlives the item.
  AnnouncementItem(const Announcement& asked, std::uint64_t offset, const SoundFormat& format,
                   const Chimes& chimes);

  Filled fill(std::span<float> out) override;

 private:
  enum class Phase { None = 0, Chime, Speech, Pause, Ended };

  Filled fill_from(const std::vector<float>& sound, std::size_t& at, std::span<float> out);
  Filled fill_chime(std::span<float> out);
  Filled fill_speech(std::span<float> out);
  Filled fill_pause(std::span<float> out);
  /// The next packet into frame_; or why there is none.
  Filled next_frame(std::size_t wanted);
  Filled starve(std::size_t wanted);
  void next_bundle();
  void end_of_round();
  void begin_at(std::uint64_t offset);
  std::uint64_t bundle_samples() const;

  const Announcement asked_;
  const std::size_t channels_;
  const std::vector<float>* chime_ = nullptr;
  Phase phase_ = Phase::Chime;
  std::size_t chime_at_ = 0;
  std::size_t pause_at_ = 0;
  std::optional<SpeechDecoder> decoder_;
  int round_ = 0;                 ///< of asked_.repeat
  std::size_t bundle_ = 0;        ///< being played
  std::size_t packet_ = 0;        ///< of it, next to decode
  std::size_t skip_samples_ = 0;  ///< of the next frame: an offset inside a packet
  std::vector<float> frame_;      ///< decoded packet
  std::size_t frame_at_ = 0;
  std::uint64_t position_ = 0;  ///< samples of speech so far, nominal
  std::uint64_t reported_ = 0;  ///< of position_
  std::size_t starved_ = 0;     ///< samples of silence waiting for bundle_
};

}  // namespace players
