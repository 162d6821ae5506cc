// One decoded picture onto one board: scaled, turned upright, letterboxed in black.
// Internal to this folder.
#pragma once

#include "controller/library/av.h"
#include "controller/library/media_source.h"
#include "controller/library/picture_size.h"

namespace controller {

/// Scales first and turns the small picture afterwards, so a turned 4K film costs no more than an
/// upright one. Follows pictures that change their size midway. Confined to its owner.
class PictureFitter {
 public:
  /// `format`: AV_PIX_FMT_YUV444P (limited range, the matrix of the source) or AV_PIX_FMT_RGBA.
  PictureFitter(const PictureSize& board, AVPixelFormat format);

  /// A new picture of exactly the board's size. `pixel_shape` is the source's sample aspect ratio.
  av::Frame fit(const AVFrame& source, AVRational pixel_shape, const Turn& turn);

 private:
  void scale(const AVFrame& source, const PictureSize& size);

  PictureSize board_;
  AVPixelFormat format_;
  av::Scaler scaler_;
  av::Frame scaled_;
};

}  // namespace controller
