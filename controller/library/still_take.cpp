#include "controller/library/still_take.h"

#include "controller/library/picture_fitter.h"

namespace controller {
namespace {

Turn turn_of_frame(const AVFrame& frame) {
  const auto* data = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  return turn_of(data ? reinterpret_cast<const std::int32_t*>(data->data) : nullptr);
}

players::Image over_black(const AVFrame& rgba) {
  players::Image image(rgba.width, rgba.height);
  for (int y = 0; y < rgba.height; ++y) {
    const std::uint8_t* from = rgba.data[0] + static_cast<std::ptrdiff_t>(y) * rgba.linesize[0];
    auto to = image.row(y);
    for (std::size_t x = 0; x < static_cast<std::size_t>(rgba.width); ++x) {
      const int alpha = from[4 * x + 3];
      for (std::size_t c = 0; c < 3; ++c) {
        to[3 * x + c] = static_cast<std::uint8_t>((from[4 * x + c] * alpha + 127) / 255);
      }
    }
  }
  return image;
}

av::Frame first_frame(const MediaSource& source, const ProbeLimits& limits) {
  av::Frame kept;
  auto decoder = StreamDecoder::open(source.video(), 1, limits.pixels);
  if (!decoder) return kept;
  decode_all(
      source, source.video(), *decoder,
      [&](AVFrame& frame) {
        if (kept) return;
        kept = av::make_frame();
        av_frame_ref(kept.get(), &frame);
      },
      [&](const AVPacket&) { return !kept; });
  return kept;
}

}  // namespace

std::optional<TakenStill> take_still(const MediaSource& source,
                                     const std::vector<PictureSize>& boards,
                                     const ProbeLimits& limits) {
  const av::Frame frame = first_frame(source, limits);
  if (!frame || frame->width <= 0) return std::nullopt;
  TakenStill taken;
  taken.turn = turn_of_frame(*frame);
  const AVRational shape{1, 1};  // photos' resolution fields are about paper, not about shape
  taken.seen = seen_size(frame->width, frame->height, shape, taken.turn);
  for (const auto& board : boards) {
    PictureFitter fitter(board, AV_PIX_FMT_RGBA);
    taken.images.push_back(over_black(*fitter.fit(*frame, shape, taken.turn)));
  }
  return taken;
}

players::Image image_of(const AVFrame& frame) {
  // The picture fits itself exactly.
  PictureFitter fitter({frame.width, frame.height}, AV_PIX_FMT_RGBA);
  return over_black(*fitter.fit(frame, {1, 1}, {}));
}

}  // namespace controller
