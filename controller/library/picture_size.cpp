#include "controller/library/picture_size.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace controller {
namespace {

int big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return static_cast<int>(std::min<std::uint32_t>(value, 0x7FFFFFFF));
}

// SOF0 ... SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1).
bool is_frame_header(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PictureSize> size_in_jpeg(std::string_view head) {
  for (std::size_t at = 2; at + 9 <= head.size();) {
    if (static_cast<std::uint8_t>(head[at]) != 0xFF) return std::nullopt;
    const int marker = static_cast<std::uint8_t>(head[at + 1]);
    if (is_frame_header(marker)) {
      return PictureSize{big_endian(head, at + 7, 2), big_endian(head, at + 5, 2)};
    }
    at += 2 + static_cast<std::size_t>(big_endian(head, at + 2, 2));
  }
  return std::nullopt;
}

int at_least_one(double value) {
  return std::max(1, static_cast<int>(std::lround(value)));
}

}  // namespace

std::optional<PictureSize> size_in_header(std::string_view head) {
  if (head.size() >= 24 && head.substr(0, 4) == "\x89PNG" && head.substr(12, 4) == "IHDR") {
    return PictureSize{big_endian(head, 16, 4), big_endian(head, 20, 4)};
  }
  if (head.size() >= 4 && head.substr(0, 3) == "\xFF\xD8\xFF") return size_in_jpeg(head);
  return std::nullopt;
}

PictureSize seen_size(int width, int height, AVRational pixel_shape, const Turn& turn) {
  double wide = width;
  double high = height;
  if (pixel_shape.num > 0 && pixel_shape.den > 0) wide *= av_q2d(pixel_shape);
  if (turn.swaps_sides()) std::swap(wide, high);
  return {static_cast<int>(std::lround(wide)), static_cast<int>(std::lround(high))};
}

PictureSize fitted(const PictureSize& seen, const PictureSize& board) {
  const double scale = std::min(static_cast<double>(board.width) / std::max(1, seen.width),
                                static_cast<double>(board.height) / std::max(1, seen.height));
  return {std::min(board.width, at_least_one(seen.width * scale)),
          std::min(board.height, at_least_one(seen.height * scale))};
}

}  // namespace controller
