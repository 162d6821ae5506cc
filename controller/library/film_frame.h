// One frame out of a rendition, for previews and thumbnails.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "players/media/image.h"

namespace controller {

/// The frame that stands at `at` in a rendition (MP4 or PNG), in the rendition's own pixels; the
/// last one if `at` is past the end; nullopt if the file holds no picture. Takes a few ms for each
/// second before `at`. Thread-safe.
std::optional<players::Image> frame_at(const std::filesystem::path& file,
                                       std::chrono::milliseconds at);

}  // namespace controller
