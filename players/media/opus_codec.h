// Speech as Opus packets of 20 ms, 48 kHz mono (RFC 6716, libopus): what travels in the bundles of
// an announcement (docs/link.md, "Speech bundle").
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "players/media/sound.h"

struct OpusEncoder;
struct OpusDecoder;

namespace players {

inline constexpr int kOpusFrame = 960;  // samples in one packet: 20 ms at 48 kHz

/// Makes packets. One encoder is one stream. Confined to its owner.
class SpeechEncoder {
 public:
  /// Variable rate around `bits_per_second`. Throws std::runtime_error if libopus refuses.
  explicit SpeechEncoder(int bits_per_second = 24000);
  ~SpeechEncoder();
  SpeechEncoder(const SpeechEncoder&) = delete;
  SpeechEncoder& operator=(const SpeechEncoder&) = delete;

  /// One packet from exactly kOpusFrame samples; throws std::invalid_argument on another length.
  std::string encode(std::span<const float> frame);
  /// Samples by which decoded sound lags what was put in (about 312): drop them at the beginning.
  int delay() const;

 private:
  struct Free {
    void operator()(OpusEncoder* encoder) const;
  };
  std::unique_ptr<OpusEncoder, Free> encoder_;
};

/// Turns packets back to sound. One decoder is one stream. Confined to its owner.
class SpeechDecoder {
 public:
  SpeechDecoder();
  ~SpeechDecoder();
  SpeechDecoder(const SpeechDecoder&) = delete;
  SpeechDecoder& operator=(const SpeechDecoder&) = delete;

  /// Samples of one packet (kOpusFrame for ours, up to 120 ms for others'). Total: bytes that are
  /// no packet give one frame of concealment, as a lost packet does.
  std::vector<float> decode(std::string_view packet);
  /// One frame in place of a packet that never came (libopus concealment).
  std::vector<float> conceal();

 private:
  struct Free {
    void operator()(OpusDecoder* decoder) const;
  };
  std::unique_ptr<OpusDecoder, Free> decoder_;
};

/// A whole sound (48 kHz) as packets: packet n holds the sound from n*20 ms on, 6.5 ms later for
/// the encoder's delay. The tail is padded with silence so that no sample is lost to that delay.
std::vector<std::string> encode_speech(const Sound& sound, int bits_per_second = 24000);

/// The reverse; for measuring what listeners will get.
Sound decode_speech(std::span<const std::string> packets);

}  // namespace players
