#pragma once

namespace players {

/// What a board takes. An immutable value.
struct PictureFormat {
  int width = 0;   ///< pixels
  int height = 0;  ///< pixels
  int fps = 25;    ///< frames a second, 1..100
};

}  // namespace players
