#include "controller/library/sound_rendition.h"

#include <algorithm>

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
  auto report = players::level(sound.samples, sound.rate, target);
  double ceiling = target.ceiling_dbtp;
  for (int attempt = 0;; ++attempt) {
    write_opus(file, sound.samples, bits_per_second);
    report.after = players::measure(read_sound(file).samples);
    const double over = report.after.peak_dbtp - target.ceiling_dbtp;
    if (over <= 0.0 || attempt == 3) break;
    ceiling -= over + 0.1;
    const double taken = players::limit_true_peak(sound.samples, sound.rate, ceiling);
    report.limited_db = std::max(report.limited_db, report.limited_db + taken);
  }
  const double lufs = report.after.lufs.value_or(target.lufs);
  report.short_lu = target.lufs - lufs > 0.1 ? target.lufs - lufs : 0.0;
  return report;
}

}  // namespace controller
