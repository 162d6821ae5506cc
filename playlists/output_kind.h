// What an output of a device makes: light or sound. Immutable values.
#pragma once

#include <optional>
#include <string_view>

namespace playlists {

enum class OutputKind { Unknown, Picture, Sound };

/// `picture`, `sound`; empty for Unknown.
std::string_view output_kind_text(OutputKind kind);
std::optional<OutputKind> parse_output_kind(std::string_view text);

}  // namespace playlists
