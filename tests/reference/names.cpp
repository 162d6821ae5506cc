#include "tests/reference/names.h"

#include <stdexcept>

namespace reference {

playlists::EntryId entry_id(int n) {
  const auto last = static_cast<std::uint8_t>(n);
  return *playlists::EntryId::parse(playlists::uuid7_text(
      playlists::instant_from_ms(1'700'000'000'000), {0, 0, 0, 0, 0, 0, 0, 0, 0, last}));
}

playlists::MessageHash message_hash(int n) {
  std::string hex(64, '0');
  const std::string digits = std::to_string(n);
  hex.replace(hex.size() - digits.size(), digits.size(), digits);
  return *playlists::MessageHash::parse(hex);
}

playlists::AreaCode area_code(std::string_view text) {
  const auto code = playlists::AreaCode::parse(text);
  if (!code) throw std::invalid_argument("no area code: " + std::string(text));
  return *code;
}

}  // namespace reference
