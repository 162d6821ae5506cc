// QR codes in whole pixels (ISO/IEC 18004, through qrcodegen): dark modules on a light plate with
// the four modules of quiet zone the standard asks for. Pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "players/media/image.h"

namespace players {

/// A code before it has a size in pixels.
struct QrSize {
  int modules = 0;  // a side without the quiet zone: 21, 25, ...
  /// A side with the quiet zone, at `pixels` a module.
  int side(int pixels) const { return (modules + 8) * pixels; }
};

/// The smallest code that holds `text`; nullopt if none does (about 2,950 bytes).
std::optional<QrSize> qr_size(std::string_view text);

/// Draws `text` with `pixels` (>= 1) a module, its plate's top left at (x, y); nothing is drawn and
/// false comes back if it does not fit the image or no code holds the text.
bool draw_qr(Image& image, int x, int y, int pixels, std::string_view text);

}  // namespace players
