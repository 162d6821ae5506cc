#include "players/media/qr.h"

#include <qrcodegen/qrcodegen.hpp>
#include <string>

namespace players {
namespace {

constexpr Colour kPlate{255, 255, 255};
constexpr Colour kModule{0, 0, 0};
constexpr int kQuiet = 4;  // modules on each side, ISO/IEC 18004 section 6.3.8

std::optional<qrcodegen::QrCode> code_of(std::string_view text) {
  try {
    // LOW asks for the smallest code; qrcodegen then raises the error correction as far as the
    // same size holds it.
    return qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::LOW);
  } catch (const std::length_error&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<QrSize> qr_size(std::string_view text) {
  const auto code = code_of(text);
  if (!code) return std::nullopt;
  return QrSize{code->getSize()};
}

bool draw_qr(Image& image, int x, int y, int pixels, std::string_view text) {
  const auto code = code_of(text);
  if (!code || pixels < 1 || x < 0 || y < 0) return false;
  const int side = QrSize{code->getSize()}.side(pixels);
  if (x + side > image.width() || y + side > image.height()) return false;
  image.fill(x, y, side, side, kPlate);
  for (int row = 0; row < code->getSize(); ++row) {
    for (int column = 0; column < code->getSize(); ++column) {
      if (!code->getModule(column, row)) continue;
      image.fill(x + (column + kQuiet) * pixels, y + (row + kQuiet) * pixels, pixels, pixels,
                 kModule);
    }
  }
  return true;
}

}  // namespace players
