// What a device's outputs can make, and the key that names a rendition fit for one. Immutable
// values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/output_kind.h"

namespace playlists {

/// One output. Pictures use width x height pixels and fps, sounds rate in Hz and channels; the
/// other members are 0.
struct Output {
  OutputKind kind = OutputKind::Unknown;
  int width = 0;
  int height = 0;
  int fps = 0;
  int rate = 0;
  int channels = 0;

  bool operator==(const Output&) const = default;
};

struct Profile {
  std::string name;             ///< `led-192x96`, `loa-48k`
  std::vector<Output> outputs;  ///< at most one of each kind

  bool operator==(const Profile&) const = default;
};

/// `picture:192x96@25` or `sound:48000x1`.
std::string rendition_key(const Output& output);
/// The inverse; nothing for a text that is no key or names an impossible output (1 … 8192 pixels, 1
/// … 120 fps, 8000 … 192000 Hz, 1 … 8 channels).
std::optional<Output> parse_rendition_key(std::string_view key);
/// The profile's output of that kind, nullptr when it has none.
const Output* output_of(const Profile& profile, OutputKind kind);

}  // namespace playlists
