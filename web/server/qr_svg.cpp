#include "web/server/qr_svg.h"

#include <qrcodegen/qrcodegen.hpp>

namespace web {

namespace {
constexpr int quiet = 4;
}

std::string qr_svg(std::string_view text) {
  const auto code =
      qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  const std::string size = std::to_string(code.getSize() + 2 * quiet);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + ' ' + size +
                    "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" "
                    "fill=\"#fff\"/><path fill=\"#000\" d=\"";
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      if (!code.getModule(x, y)) continue;
      svg += 'M' + std::to_string(x + quiet) + ' ' + std::to_string(y + quiet) + "h1v1h-1z";
    }
  }
  return svg + "\"/></svg>";
}

}  // namespace web
