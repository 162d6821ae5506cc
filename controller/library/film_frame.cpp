#include "controller/library/film_frame.h"

#include "controller/library/media_source.h"
#include "controller/library/still_take.h"

namespace controller {

std::optional<players::Image> frame_at(const std::filesystem::path& file,
                                       std::chrono::milliseconds at) {
  int error = 0;
  const ProbeLimits limits;
  const auto source = MediaSource::open(file, limits, error);
  if (!source || !source->video()) return std::nullopt;
  auto decoder = StreamDecoder::open(source->video(), 1, limits.pixels);
  if (!decoder) return std::nullopt;
  const double wanted =
      std::chrono::duration<double>(at).count() + static_cast<double>(source->start()) / 1e6;
  const double unit = av_q2d(source->video()->time_base);
  av::Frame kept = av::make_frame();
  bool past = false;
  decode_all(
      *source, source->video(), *decoder,
      [&](AVFrame& frame) {
        const double begins = static_cast<double>(frame.best_effort_timestamp) * unit;
        // Half a frame of grace: times are rounded to whole milliseconds on their way here.
        past = past || (begins > wanted + 0.0005 && kept->width > 0);
        if (past) return;
        av_frame_unref(kept.get());
        av_frame_ref(kept.get(), &frame);
      },
      [&](const AVPacket&) { return !past; });
  if (kept->width <= 0) return std::nullopt;
  return image_of(*kept);
}

}  // namespace controller
