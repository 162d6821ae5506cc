#include "players/led/screen_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace players {

namespace {

std::size_t padded_row(int width, int scale) {
  return (static_cast<std::size_t>(width) * static_cast<std::size_t>(scale) * 3 + 3) / 4 * 4;
}

}  // namespace

ScreenSink::ScreenSink(std::string element, int scale)
    : element_(std::move(element)), wanted_scale_(scale) {}

void ScreenSink::open(const PictureFormat& format) {
  pipeline_.reset();  // a device that is open twice refuses the second
  drawn_ = false;
  scale_ = wanted_scale_ > 0 ? wanted_scale_
                             : std::max(1, std::min(1280 / format.width, 720 / format.height));
  const auto caps = fmt::format("video/x-raw,format=RGB,width={},height={},framerate={}/1",
                                format.width * scale_, format.height * scale_, format.fps);
  // The output sets the pace; the sink shows what it gets.
  pipeline_ = std::make_unique<PushPipeline>("videoconvert ! " + element_ + " sync=false", caps, 2);
}

void ScreenSink::show(const ShownFrame& frame) {
  if (drawn_ && !frame.changed) return;
  const Image& image = *frame.image;
  const auto size = padded_row(image.width(), scale_) * static_cast<std::size_t>(image.height()) *
                    static_cast<std::size_t>(scale_);
  pipeline_->push(
      make_buffer(size, [&](std::span<std::uint8_t> out) { enlarge(image, scale_, out); }));
  drawn_ = true;
}

void enlarge(const Image& image, int scale, std::span<std::uint8_t> out) {
  const auto stride = padded_row(image.width(), scale);
  std::uint8_t* line = out.data();
  for (int y = 0; y < image.height(); y++) {
    const auto row = image.row(y);
    std::uint8_t* at = line;
    for (std::size_t x = 0; x < row.size(); x += 3)
      for (int i = 0; i < scale; i++, at += 3) std::memcpy(at, &row[x], 3);
    std::memset(at, 0, stride - static_cast<std::size_t>(at - line));
    for (int i = 1; i < scale; i++)
      std::memcpy(line + static_cast<std::size_t>(i) * stride, line, stride);
    line += static_cast<std::size_t>(scale) * stride;
  }
}

}  // namespace players
