// The one picture of a picture file, on every board. Internal to this folder.
#pragma once

#include <optional>
#include <vector>

#include "controller/library/media_source.h"
#include "controller/library/picture_size.h"
#include "players/media/image.h"

namespace controller {

struct TakenStill {
  std::vector<players::Image> images;  // one for each board asked for, in that order
  PictureSize seen;                    // of the source, upright
  Turn turn;                           // its EXIF orientation
};

/// Decodes once, turns upright, fits each board, lays transparent parts over black. Nullopt if the
/// picture does not decode.
std::optional<TakenStill> take_still(const MediaSource& source,
                                     const std::vector<PictureSize>& boards,
                                     const ProbeLimits& limits);

/// Any decoded frame in its own size as an image.
players::Image image_of(const AVFrame& frame);

}  // namespace controller
