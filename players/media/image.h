// A picture as a board wants it: RGB, height x width x 3, row-major from the top left, no padding
// between rows, 8 bits a channel, sRGB. Also the exact bytes a frame recorder hashes and a panel
// driver sends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace players {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool operator==(const Colour&) const = default;
};

/// A value: copying copies the pixels. An empty image is 0 x 0. Confined to its owner.
class Image {
 public:
  Image() = default;
  /// A picture of one colour. Throws std::invalid_argument on a negative side.
  Image(int width, int height, Colour fill = {});

  int width() const { return width_; }    // pixels
  int height() const { return height_; }  // pixels
  bool empty() const { return pixels_.empty(); }

  /// All pixels, height x width x 3 bytes.
  std::span<const std::uint8_t> bytes() const { return pixels_; }
  std::span<std::uint8_t> bytes() { return pixels_; }
  /// One row, width x 3 bytes; `y` must be inside.
  std::span<const std::uint8_t> row(int y) const;
  std::span<std::uint8_t> row(int y);

  /// One pixel; the place must be inside.
  Colour at(int x, int y) const;
  void set(int x, int y, Colour colour);
  /// Fills a rectangle; what lies outside is left out.
  void fill(int x, int y, int width, int height, Colour colour);

  bool operator==(const Image&) const = default;

 private:
  std::size_t offset(int x, int y) const;

  int width_ = 0;
  int height_ = 0;
  std::vector<std::uint8_t> pixels_;
};

/// PNG bytes, RGB 8 bit, zlib level 1 unless told (fast: a recorder writes 25 of them a second).
/// The same image always gives the same bytes. Throws std::runtime_error if libpng cannot.
std::string encode_png(const Image& image, int level = 1);

/// Any PNG as RGB (alpha over black, palettes and greys widened). Total: nullopt for what is not a
/// whole PNG or has a side above `largest_side` pixels, which is looked at before any decoding.
std::optional<Image> decode_png(std::string_view png, int largest_side = 8192);

}  // namespace players
