#include "controller/library/sound_rendition.h"

#include "controller/library/media_source.h"
#include "controller/library/sound_take.h"
#include "controller/library/sound_writer.h"

namespace controller {

players::Sound read_sound(const std::filesystem::path& file) {
  int error = 0;
  const ProbeLimits limits;
  const auto source = MediaSource::open(file, limits, error);
  if (!source || !source->audio()) return {};
  return take_sound(*source, limits, [](const AVPacket&) { return true; }).sound;
}

void copy_sound(const std::filesystem::path& rendition, WavWriter& wav) {
  int error = 0;
  const ProbeLimits limits;
  const auto source = MediaSource::open(rendition, limits, error);
  auto decoder = source && source->audio() ? StreamDecoder::open(source->audio(), 1, limits.pixels)
                                           : std::nullopt;
  if (!decoder) throw std::runtime_error("library: no sound rendition: " + rendition.string());
  const auto take = [&](const AVFrame& frame) {
    const bool floats = frame.format == AV_SAMPLE_FMT_FLT || frame.format == AV_SAMPLE_FMT_FLTP;
    if (!floats || frame.ch_layout.nb_channels != 1 || frame.sample_rate != players::kSoundRate) {
      throw std::runtime_error("library: no sound rendition: " + rendition.string());
    }
    wav.write({reinterpret_cast<const float*>(frame.extended_data[0]),
               static_cast<std::size_t>(frame.nb_samples)});
  };
  decode_all(*source, source->audio(), *decoder, take, [](const AVPacket&) { return true; });
}

players::LevelReport write_levelled(const std::filesystem::path& file, players::Sound& sound,
                                    int bits_per_second, const players::LevelTarget& target) {
  return players::level_coded(
      sound.samples, sound.rate,
      [&] {
        write_opus(file, sound.samples, bits_per_second);
        return players::measure(read_sound(file).samples);
      },
      target);
}

}  // namespace controller
