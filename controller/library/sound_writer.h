// Sound as Ogg Opus, 48 kHz mono (RFC 7845). Internal to this folder.
#pragma once

#include <filesystem>
#include <span>

namespace controller {

/// Writes the whole of `mono` (48 kHz) to `file`. The length is kept to the sample: the encoder's
/// delay is named as pre-skip and the last page's position cuts the padding. The same samples give
/// the same bytes. Throws as av::check.
void write_opus(const std::filesystem::path& file, std::span<const float> mono,
                int bits_per_second);

}  // namespace controller
