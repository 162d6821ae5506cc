#pragma once

#include <cstddef>
#include <string_view>

#include "protocols/trust/refusal.h"

namespace protocols::trust {

struct JsonLimits {
  std::size_t bytes = 1U << 20;
  int depth = 32;  ///< nested arrays and objects
};

/// Looks at a text before any JSON library does: one RFC 8259 value, valid UTF-8 throughout (also
/// what \u escapes spell), no member name twice in an object at any depth (compared after escapes),
/// not deeper or longer than the limits. Returns none, too_large (too long), malformed (also too
/// deep) or duplicate_member. A library that keeps the first or the last of two members would let
/// two programs read two different orders out of one signature. Total; Thread-safe.
Reason check_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace protocols::trust
