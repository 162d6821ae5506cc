#include "players/media/opus_codec.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace players {
namespace {

constexpr int kLargestPacket = 1275 * 3;  // bytes, RFC 6716 section 3.2
constexpr int kLongestPacket = 5760;      // samples: 120 ms

const unsigned char* bytes_of(std::string_view packet) {
  return reinterpret_cast<const unsigned char*>(packet.data());
}

}  // namespace

void SpeechEncoder::Free::operator()(OpusEncoder* encoder) const {
  opus_encoder_destroy(encoder);
}
void SpeechDecoder::Free::operator()(OpusDecoder* decoder) const {
  opus_decoder_destroy(decoder);
}

SpeechEncoder::SpeechEncoder(int bits_per_second) {
  int error = OPUS_OK;
  encoder_.reset(opus_encoder_create(kSoundRate, 1, OPUS_APPLICATION_AUDIO, &error));
  if (!encoder_) {
    throw std::runtime_error(std::string("opus: cannot make an encoder: ") + opus_strerror(error));
  }
  opus_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(bits_per_second));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(8));
}

SpeechEncoder::~SpeechEncoder() = default;

std::string SpeechEncoder::encode(std::span<const float> frame) {
  if (frame.size() != kOpusFrame) throw std::invalid_argument("opus: a frame has 960 samples");
  std::array<unsigned char, kLargestPacket> out{};
  const int bytes =
      opus_encode_float(encoder_.get(), frame.data(), kOpusFrame, out.data(), kLargestPacket);
  if (bytes < 0) {
    throw std::runtime_error(std::string("opus: cannot encode: ") + opus_strerror(bytes));
  }
  return {reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(bytes)};
}

int SpeechEncoder::delay() const {
  opus_int32 samples = 0;
  opus_encoder_ctl(encoder_.get(), OPUS_GET_LOOKAHEAD(&samples));
  return samples;
}

SpeechDecoder::SpeechDecoder() {
  int error = OPUS_OK;
  decoder_.reset(opus_decoder_create(kSoundRate, 1, &error));
  if (!decoder_) {
    throw std::runtime_error(std::string("opus: cannot make a decoder: ") + opus_strerror(error));
  }
}

SpeechDecoder::~SpeechDecoder() = default;

std::vector<float> SpeechDecoder::decode(std::string_view packet) {
  std::vector<float> samples(kLongestPacket);
  if (packet.empty() || packet.size() > kLargestPacket) return conceal();
  const int n =
      opus_decode_float(decoder_.get(), bytes_of(packet), static_cast<opus_int32>(packet.size()),
                        samples.data(), kLongestPacket, 0);
  if (n < 0) return conceal();
  samples.resize(static_cast<std::size_t>(n));
  return samples;
}

std::vector<float> SpeechDecoder::conceal() {
  std::vector<float> samples(kOpusFrame);
  if (opus_decode_float(decoder_.get(), nullptr, 0, samples.data(), kOpusFrame, 0) < 0) {
    std::fill(samples.begin(), samples.end(), 0.0F);
  }
  return samples;
}

std::vector<std::string> encode_speech(const Sound& sound, int bits_per_second) {
  SpeechEncoder encoder(bits_per_second);
  std::vector<std::string> packets;
  const std::size_t count = (sound.samples.size() + kOpusFrame - 1) / kOpusFrame;
  // The tail that the encoder's delay would push out of the last packet is mostly the engine's own
  // closing silence; one more packet carries it whole.
  const bool tail =
      sound.samples.size() % kOpusFrame == 0 ||
      kOpusFrame - sound.samples.size() % kOpusFrame < static_cast<std::size_t>(encoder.delay());
  std::vector<float> frame(kOpusFrame);
  for (std::size_t n = 0; n < count + (tail && count > 0 ? 1 : 0); ++n) {
    const std::size_t from = std::min(n * kOpusFrame, sound.samples.size());
    const std::size_t take = std::min<std::size_t>(kOpusFrame, sound.samples.size() - from);
    std::fill(frame.begin(), frame.end(), 0.0F);
    std::copy_n(sound.samples.begin() + static_cast<std::ptrdiff_t>(from), take, frame.begin());
    packets.push_back(encoder.encode(frame));
  }
  return packets;
}

Sound decode_speech(std::span<const std::string> packets) {
  SpeechDecoder decoder;
  Sound sound;
  for (const auto& packet : packets) {
    const auto samples = decoder.decode(packet);
    sound.samples.insert(sound.samples.end(), samples.begin(), samples.end());
  }
  return sound;
}

}  // namespace players
