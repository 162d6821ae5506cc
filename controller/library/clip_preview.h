// A clip for playing in any browser: H.264 4:2:0 and AAC in MP4, index in front. Internal to this
// folder. Confined to its owner: the ingest thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "controller/library/media_store.h"
#include "controller/library/picture_size.h"

namespace controller {

/// What one is made of.
struct ClipPreviewParts {
  std::filesystem::path source;                // what people brought
  std::optional<PictureSize> seen;             // of its picture, upright; nullopt = it has none
  std::optional<std::filesystem::path> sound;  // its sound rendition: as loud as devices play it
  std::int64_t lead = 0;                       // of that sound (voice.h)
};

/// At most 640 pixels wide (and 1280 high) and never larger than the source, its own rate up to 30
/// frames a second; of a sound only AAC, of a picture one second. `go_on` is asked again and again;
/// its false ends the work with nullopt and leaves nothing behind. Blocks for the length of the
/// work; needs 11 MB of memory a minute of sound. Throws as ingest(), std::runtime_error also if
/// nothing decodes.
std::optional<StoredMedia> make_clip_preview(const ClipPreviewParts& parts, MediaStore& store,
                                             const std::function<bool()>& go_on);

}  // namespace controller
