#include "controller/library/picture_fitter.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <tuple>
#include <utility>

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace controller {
namespace {

struct Plane {
  std::uint8_t* bytes;
  int stride;
  int width;
  int height;
};

std::uint8_t* at(const Plane& plane, int x, int y, int size) {
  return plane.bytes + static_cast<std::ptrdiff_t>(y) * plane.stride +
         static_cast<std::ptrdiff_t>(x) * size;
}

// `size` bytes a pixel. `to` has the turned plane's sides.
void turn_plane(const Plane& from, const Plane& to, int size, const Turn& turn) {
  for (int y = 0; y < to.height; ++y) {
    if (turn.degrees == 0 && !turn.mirrored) {
      std::memcpy(at(to, 0, y, size), at(from, 0, y, size),
                  static_cast<std::size_t>(to.width) * static_cast<std::size_t>(size));
      continue;
    }
    for (int x = 0; x < to.width; ++x) {
      const int seen = turn.mirrored ? to.width - 1 - x : x;
      int from_x = seen;
      int from_y = y;
      if (turn.degrees == 90) std::tie(from_x, from_y) = std::pair(y, from.height - 1 - seen);
      if (turn.degrees == 180) {
        std::tie(from_x, from_y) = std::pair(from.width - 1 - seen, from.height - 1 - y);
      }
      if (turn.degrees == 270) std::tie(from_x, from_y) = std::pair(from.width - 1 - y, seen);
      std::memcpy(at(to, x, y, size), at(from, from_x, from_y, size),
                  static_cast<std::size_t>(size));
    }
  }
}

Plane plane_of(const AVFrame& frame, int index) {
  return {frame.data[index], frame.linesize[index], frame.width, frame.height};
}

// Turned and in the middle of the board.
void place(const AVFrame& picture, AVFrame& board, const Turn& turn) {
  const int width = turn.swaps_sides() ? picture.height : picture.width;
  const int height = turn.swaps_sides() ? picture.width : picture.height;
  const int left = (board.width - width) / 2;
  const int top = (board.height - height) / 2;
  const bool planar = picture.format == AV_PIX_FMT_YUV444P;
  for (int i = 0; i < (planar ? 3 : 1); ++i) {
    const int size = planar ? 1 : 4;
    const Plane whole = plane_of(board, i);
    const Plane window{at(whole, left, top, size), whole.stride, width, height};
    turn_plane(plane_of(picture, i), window, size, turn);
  }
}

void blacken(AVFrame& frame) {
  std::ptrdiff_t strides[4] = {};
  std::copy_n(frame.linesize, 4, strides);
  av_image_fill_black(frame.data, strides, static_cast<AVPixelFormat>(frame.format),
                      AVCOL_RANGE_MPEG, frame.width, frame.height);
}

bool is_full_range(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  return frame.color_range == AVCOL_RANGE_JPEG || format == AV_PIX_FMT_YUVJ420P ||
         format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P ||
         format == AV_PIX_FMT_YUVJ440P;
}

// swscale builds filters of at most 256 taps; far larger pictures go through a size between.
constexpr int kMostShrinking = 32;

}  // namespace

PictureFitter::PictureFitter(const PictureSize& board, AVPixelFormat format)
    : board_(board), format_(format) {}

void PictureFitter::scale(const AVFrame& source, const PictureSize& size) {
  if (!scaled_ || scaled_->width != size.width || scaled_->height != size.height) {
    scaled_ = av::make_picture(format_, size.width, size.height);
  }
  // Without accurate rounding some sizes (170x96 from 1280x720) turn grey to violet by a chroma
  // step.
  scaler_.reset(sws_getCachedContext(
      scaler_.release(), source.width, source.height, static_cast<AVPixelFormat>(source.format),
      size.width, size.height, format_, SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
  if (!scaler_) throw std::runtime_error("cannot scale this kind of picture");
  // The matrix is kept and named in the rendition; only the range is brought to the limited one.
  const int* matrix = sws_getCoefficients(source.colorspace);
  sws_setColorspaceDetails(scaler_.get(), matrix, is_full_range(source) ? 1 : 0, matrix,
                           format_ == AV_PIX_FMT_RGBA ? 1 : 0, 0, 1 << 16, 1 << 16);
  sws_scale(scaler_.get(), source.data, source.linesize, 0, source.height, scaled_->data,
            scaled_->linesize);
}

av::Frame PictureFitter::fit(const AVFrame& source, AVRational pixel_shape, const Turn& turn) {
  const auto seen = seen_size(source.width, source.height, pixel_shape, turn);
  auto size = fitted(seen, board_);
  if (turn.swaps_sides()) std::swap(size.width, size.height);
  const bool far =
      source.width > size.width * kMostShrinking || source.height > size.height * kMostShrinking;
  if (far) {
    PictureFitter between({std::max(size.width * 8, source.width / kMostShrinking * 2) & ~1,
                           std::max(size.height * 8, source.height / kMostShrinking * 2) & ~1},
                          format_);
    between.scale(source, between.board_);
    scale(*between.scaled_, size);
  } else {
    scale(source, size);
  }
  av::Frame board = av::make_picture(format_, board_.width, board_.height);
  blacken(*board);
  place(*scaled_, *board, turn);
  board->color_range = AVCOL_RANGE_MPEG;
  board->colorspace = source.colorspace;
  board->color_primaries = source.color_primaries;
  board->color_trc = source.color_trc;
  return board;
}

}  // namespace controller
