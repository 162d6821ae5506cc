// Whether bytes are text. Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace playlists {

/// Length of the well-formed UTF-8 sequence (RFC 3629: no surrogates, no overlong forms) at the
/// start of `text`; 0 = none.
std::size_t utf8_length(std::string_view text);
bool is_utf8(std::string_view text);

}  // namespace playlists
