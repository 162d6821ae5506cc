// Sizes of pictures: as stored, as seen, and as they fit a board. Internal to this folder. Pure
// functions.
#pragma once

#include <optional>
#include <string_view>

#include "controller/library/av.h"
#include "controller/library/media_source.h"

namespace controller {

struct PictureSize {
  int width = 0;
  int height = 0;
  bool operator==(const PictureSize&) const = default;
};

/// What the first bytes of a PNG (IHDR) or JPEG (SOF) say, without decoding; nullopt for others.
std::optional<PictureSize> size_in_header(std::string_view head);

/// With square pixels and upright.
PictureSize seen_size(int width, int height, AVRational pixel_shape, const Turn& turn);

/// The largest size of that shape inside the board, to the nearest pixel, never under 1.
PictureSize fitted(const PictureSize& seen, const PictureSize& board);

}  // namespace controller
