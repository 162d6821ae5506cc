#pragma once

#include <string_view>

namespace web {

// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates). Total; Thread-safe.
bool is_utf8(std::string_view text);

}  // namespace web
