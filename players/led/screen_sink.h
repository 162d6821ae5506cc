#pragma once

#include <memory>
#include <string>

#include "players/led/frame_sink.h"
#include "players/output/push_pipeline.h"

namespace players {

/// A board on a screen of this machine: a window (X11 or Wayland) or the whole screen without a
/// desktop (KMS, as a sending card on HDMI wants it). Every pixel of the board becomes a square of
/// `scale` pixels. Only changed frames are drawn; the screen keeps what it shows.
///
/// Owned by an output, called on the board's thread only.
class ScreenSink final : public FrameSink {
 public:
  /// `element`: a GStreamer video sink with its properties ("autovideosink", "ximagesink",
  /// "waylandsink", "kmssink connector-id=77"). `scale` 0 = the largest that fits into 1280 x 720.
  ScreenSink(std::string element, int scale);

  void open(const PictureFormat& format) override;
  void show(const ShownFrame& frame) override;

 private:
  const std::string element_;
  const int wanted_scale_;
  int scale_ = 1;
  bool drawn_ = false;
  std::unique_ptr<PushPipeline> pipeline_;
};

/// `image` with every pixel as a square of `scale` x `scale` (RGB, rows padded to four bytes as
/// GStreamer wants them), into `out`.
void enlarge(const Image& image, int scale, std::span<std::uint8_t> out);

}  // namespace players
