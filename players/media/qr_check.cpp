#include "players/media/qr_check.h"

#include <zbar.h>

#include <algorithm>
#include <cstdint>

namespace players {
namespace {

std::vector<std::uint8_t> grey_of(const Image& image, int scale) {
  const int width = image.width() * scale;
  std::vector<std::uint8_t> grey;
  grey.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(image.height() * scale));
  for (int y = 0; y < image.height() * scale; ++y) {
    for (int x = 0; x < width; ++x) {
      const Colour c = image.at(x / scale, y / scale);
      grey.push_back(static_cast<std::uint8_t>((c.red * 77 + c.green * 150 + c.blue * 29) >> 8));
    }
  }
  return grey;
}

}  // namespace

std::vector<std::string> read_qr(const Image& image) {
  if (image.empty()) return {};
  // A camera sees a module as many pixels; zbar wants about three at least, so small boards are
  // looked at enlarged. Whole pixels only: nothing is smoothed that the board would not smooth.
  const int scale = std::max(1, 1200 / std::max(image.width(), image.height()));
  const auto grey = grey_of(image, scale);
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image seen(static_cast<unsigned>(image.width() * scale),
                   static_cast<unsigned>(image.height() * scale), "Y800", grey.data(), grey.size());
  scanner.scan(seen);
  std::vector<std::string> texts;
  for (auto symbol = seen.symbol_begin(); symbol != seen.symbol_end(); ++symbol) {
    texts.push_back(symbol->get_data());
  }
  return texts;
}

bool qr_reads_as(const Image& image, std::string_view text) {
  const auto texts = read_qr(image);
  return texts.size() == 1 && texts.front() == text;
}

}  // namespace players
