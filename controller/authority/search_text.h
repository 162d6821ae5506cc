#pragma once

#include <string>
#include <string_view>

namespace controller {

/// Text as people look for it: without marks, đ as d, lower case ("Xã Lũng Cú" → "xa lung cu"). Bad
/// UTF-8 becomes U+FFFD. Thread-safe.
std::string search_text(std::string_view utf8);

/// True if `wanted` (as typed) is empty or found anywhere in one of the texts. Thread-safe.
bool found_in(std::string_view wanted, std::initializer_list<std::string_view> texts);

}  // namespace controller
