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
