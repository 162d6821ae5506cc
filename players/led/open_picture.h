#pragma once

#include <functional>
#include <memory>

#include "players/device/output.h"
#include "players/led/picture_format.h"
#include "players/led/picture_item.h"

namespace players {

/// Opens what a command names for this board. Throws with a reason when it cannot be shown: a file
/// that is not there or no picture, pages of another size, a sound, a still without a length.
std::shared_ptr<PictureItem> open_picture(const PlayCommand& command, const PictureFormat& format,
                                          std::function<void()> wake);

}  // namespace players
