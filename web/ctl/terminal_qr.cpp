#include "web/ctl/terminal_qr.h"

#include <qrcodegen/qrcodegen.hpp>

namespace ctl {

std::string terminal_qr(const std::string& text) {
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  constexpr int quiet = 4;
  const auto dark = [&](int x, int y) {
    return x >= 0 && y >= 0 && x < code.getSize() && y < code.getSize() && code.getModule(x, y);
  };
  std::string out;
  for (int y = -quiet; y < code.getSize() + quiet; y += 2) {
    out += "\x1b[47;30m";  // black on white whatever the terminal's colours
    for (int x = -quiet; x < code.getSize() + quiet; ++x) {
      const bool upper = dark(x, y);
      const bool lower = dark(x, y + 1);
      out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
    }
    out += "\x1b[0m\n";
  }
  return out;
}

}  // namespace ctl
