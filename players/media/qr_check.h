// Reads QR codes back out of pixels with zbar, which shares no code with what draws them.
// Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "players/media/image.h"

namespace players {

/// Every QR text in the picture, in no particular order.
std::vector<std::string> read_qr(const Image& image);

/// True if the picture holds exactly one QR and it says exactly `text`.
bool qr_reads_as(const Image& image, std::string_view text);

}  // namespace players
