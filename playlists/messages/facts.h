// Facts (thông tin dùng chung): named values used inside messages as `{{name}}`, so that a number
// changes once. Pure function; immutable values.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "playlists/problem.h"

namespace playlists {

/// Name (`[a-z0-9._-]{1,64}`) to value.
using Facts = std::map<std::string, std::string, std::less<>>;

/// `text` with every `{{name}}` (blanks around the name allowed) replaced; values are not looked
/// into again. Problems: `unknown_fact` for each name without a value, `bad_fact` for a `{{`
/// without `}}` or with a name that cannot be one.
Parsed<std::string> substitute_facts(std::string_view text, const Facts& facts);

}  // namespace playlists
