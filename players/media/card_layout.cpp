#include "players/media/card_layout.h"

#include <algorithm>

namespace players {
namespace {

constexpr int kSmallestModule = 2;  // pixels

int margin_of(int width, int height) {
  return std::max(2, std::min(width, height) / 32);
}

// Title band on top, QR under it at the left.
std::optional<CardLayout> beside(int width, int height, const QrSize& qr) {
  const int margin = margin_of(width, height);
  const int shortest_band = height * 17 / 100;
  const int wished_band = height * 23 / 100;
  const int module = std::min((height - shortest_band) / qr.side(1), width * 45 / 100 / qr.side(1));
  if (module < kSmallestModule) return std::nullopt;
  const int side = qr.side(module);
  const int band = std::min(wished_band, height - side);
  const int y = band + (height - band - side) / 2;
  const int x = std::min(y - band, margin);
  CardLayout layout{{0, 0, width, band}, {x, y, side, side}, {}, module};
  const int left = x + side + margin + 1;
  layout.text = {left, band + margin, width - left - margin, height - band - 2 * margin};
  return layout;
}

// Title, QR, text, one under the other.
std::optional<CardLayout> stacked(int width, int height, const QrSize& qr) {
  const int margin = margin_of(width, height);
  const int band = height * 16 / 100;
  const int module = std::min(width / qr.side(1), height * 45 / 100 / qr.side(1));
  if (module < kSmallestModule) return std::nullopt;
  const int side = qr.side(module);
  CardLayout layout{
      {0, 0, width, band}, {(width - side) / 2, band + margin, side, side}, {}, module};
  const int top = band + side + 2 * margin;
  layout.text = {margin, top, width - 2 * margin, height - top - margin};
  return layout;
}

CardLayout without_qr(int width, int height, bool tall_band) {
  const int margin = margin_of(width, height);
  const int band = height * (height > width ? 16 : tall_band ? 32 : 25) / 100;
  return {{0, 0, width, band},
          {},
          {margin + 1, band + margin, width - 2 * margin - 2, height - band - 2 * margin},
          0};
}

}  // namespace

CardTheme theme_of(std::string_view template_name) {
  constexpr Colour kBlack{0, 0, 0};
  constexpr Colour kWhite{255, 255, 255};
  constexpr Colour kYellow{255, 214, 0};
  if (template_name == "emergency") {
    return {{196, 0, 0}, kYellow, kBlack, kBlack, kWhite, kYellow};
  }
  if (template_name == "install-card") {
    return {kBlack, {0, 84, 190}, {64, 160, 255}, kWhite, kWhite, kYellow};
  }
  return {kBlack, {0, 108, 72}, {0, 200, 130}, kWhite, kWhite, kYellow};
}

std::optional<CardLayout> lay_out(int width, int height, std::optional<QrSize> qr, bool tall_band) {
  if (!qr) return without_qr(width, height, tall_band);
  return height > width * 6 / 5 ? stacked(width, height, *qr) : beside(width, height, *qr);
}

}  // namespace players
