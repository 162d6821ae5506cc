#include "players/media/sound.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

namespace players {
namespace {

struct ResamplerFree {
  void operator()(SwrContext* context) const { swr_free(&context); }
};
using Resampler = std::unique_ptr<SwrContext, ResamplerFree>;

Resampler make_resampler(int from, int to) {
  AVChannelLayout mono{};  // swresample 4 takes it without const
  av_channel_layout_default(&mono, 1);
  SwrContext* raw = nullptr;
  swr_alloc_set_opts2(&raw, &mono, AV_SAMPLE_FMT_FLT, to, &mono, AV_SAMPLE_FMT_FLT, from, 0,
                      nullptr);
  Resampler context(raw);
  if (!context || swr_init(context.get()) < 0) {
    throw std::runtime_error("sound: cannot resample " + std::to_string(from) + " Hz to " +
                             std::to_string(to) + " Hz");
  }
  return context;
}

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return value;
}

struct WavShape {
  int channels = 0;
  int rate = 0;
};

// The `fmt ` chunk: PCM, 16 bit, mono or stereo, a rate that makes sense.
std::optional<WavShape> shape_of(std::string_view chunk) {
  if (chunk.size() < 16 || little(chunk, 0, 2) != 1 || little(chunk, 14, 2) != 16) return {};
  const WavShape shape{static_cast<int>(little(chunk, 2, 2)),
                       static_cast<int>(std::min<std::uint32_t>(little(chunk, 4, 4), 1U << 20))};
  const bool fine =
      (shape.channels == 1 || shape.channels == 2) && shape.rate >= 1000 && shape.rate <= 192000;
  return fine ? std::optional(shape) : std::nullopt;
}

Sound mixed_down(std::string_view data, const WavShape& shape) {
  const auto channels = static_cast<std::size_t>(shape.channels);
  Sound sound{shape.rate, std::vector<float>(data.size() / (2 * channels))};
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    float sum = 0.0F;
    for (std::size_t c = 0; c < channels; ++c) {
      const auto raw = static_cast<std::uint16_t>(little(data, 2 * (i * channels + c), 2));
      sum += static_cast<float>(static_cast<std::int16_t>(raw)) / 32768.0F;
    }
    sound.samples[i] = sum / static_cast<float>(channels);
  }
  return sound;
}

}  // namespace

Sound resample(const Sound& sound, int rate) {
  if (sound.rate == rate || sound.samples.empty()) return {rate, sound.samples};
  const Resampler context = make_resampler(sound.rate, rate);
  const auto length = static_cast<std::size_t>(
      std::llround(static_cast<double>(sound.samples.size()) * rate / sound.rate));
  Sound out{rate, std::vector<float>(length + 4096)};
  const auto* in = reinterpret_cast<const std::uint8_t*>(sound.samples.data());
  auto* to = reinterpret_cast<std::uint8_t*>(out.samples.data());
  int made = swr_convert(context.get(), &to, static_cast<int>(out.samples.size()), &in,
                         static_cast<int>(sound.samples.size()));
  if (made < 0) throw std::runtime_error("sound: resampling failed");
  to = reinterpret_cast<std::uint8_t*>(out.samples.data() + made);
  swr_convert(context.get(), &to, static_cast<int>(out.samples.size()) - made, nullptr, 0);
  out.samples.resize(length);
  return out;
}

Sound parse_wav(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") {
    return {0, {}};
  }
  std::optional<WavShape> shape;
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::string_view name = bytes.substr(at, 4);
    const std::uint64_t size = little(bytes, at + 4, 4);
    const std::string_view chunk = bytes.substr(at + 8, size);  // cut at the end of the bytes
    if (name == "fmt ") shape = shape_of(chunk);
    if (name == "data") return shape ? mixed_down(chunk, *shape) : Sound{0, {}};
    at += 8 + size + size % 2;
  }
  return {0, {}};
}

}  // namespace players
