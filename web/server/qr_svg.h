#pragma once

#include <string>
#include <string_view>

namespace web {

// A QR code (ISO/IEC 18004, error correction M) as an SVG of one path, four modules of quiet zone.
// Throws std::length_error if the text does not fit (2,331 bytes). Thread-safe.
std::string qr_svg(std::string_view text);

}  // namespace web
