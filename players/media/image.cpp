#include "players/media/image.h"

#include <algorithm>
#include <stdexcept>

namespace players {

Image::Image(int width, int height, Colour fill_colour) : width_(width), height_(height) {
  if (width < 0 || height < 0) throw std::invalid_argument("image: negative side");
  pixels_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  fill(0, 0, width, height, fill_colour);
}

std::size_t Image::offset(int x, int y) const {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
          static_cast<std::size_t>(x)) *
         3;
}

std::span<const std::uint8_t> Image::row(int y) const {
  return std::span(pixels_).subspan(offset(0, y), static_cast<std::size_t>(width_) * 3);
}

std::span<std::uint8_t> Image::row(int y) {
  return std::span(pixels_).subspan(offset(0, y), static_cast<std::size_t>(width_) * 3);
}

Colour Image::at(int x, int y) const {
  const std::size_t i = offset(x, y);
  return {pixels_[i], pixels_[i + 1], pixels_[i + 2]};
}

void Image::set(int x, int y, Colour colour) {
  const std::size_t i = offset(x, y);
  pixels_[i] = colour.red;
  pixels_[i + 1] = colour.green;
  pixels_[i + 2] = colour.blue;
}

void Image::fill(int x, int y, int width, int height, Colour colour) {
  const int right = std::min(x + width, width_);
  const int bottom = std::min(y + height, height_);
  for (int row_y = std::max(y, 0); row_y < bottom; ++row_y) {
    for (int column = std::max(x, 0); column < right; ++column) set(column, row_y, colour);
  }
}

}  // namespace players
