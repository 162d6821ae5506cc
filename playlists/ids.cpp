#include "playlists/ids.h"

#include <algorithm>

namespace playlists {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}

template <class Test>
bool all(std::string_view text, Test test) {
  return std::all_of(text.begin(), text.end(), test);
}

// `[a-z0-9][a-z0-9-]*` of that length.
bool is_name(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most || text.front() == '-') return false;
  return all(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

}  // namespace

bool is_area_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 &&
         all(text, [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; });
}

bool is_device_id(std::string_view text) {
  return is_name(text, 3, 40);
}
bool is_site_id(std::string_view text) {
  return is_name(text, 1, 64);
}

bool is_uuid7(std::string_view text) {
  if (text.size() != 36 || text[14] != '7') return false;
  if (std::string_view{"89ab"}.find(text[19]) == std::string_view::npos) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && all(text, is_hex);
}

bool is_thumbprint(std::string_view text) {
  return text.size() == 43 &&
         all(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

bool is_language(std::string_view text) {
  return !text.empty() && text.size() <= 35 && is_letter(text.front()) &&
         all(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

std::string uuid7_text(Instant instant, const std::array<std::uint8_t, 10>& random) {
  std::array<std::uint8_t, 16> bytes{};
  const auto ms = static_cast<std::uint64_t>(to_ms(instant));
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  }
  std::copy(random.begin(), random.end(), bytes.begin() + 6);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x70);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += "0123456789abcdef"[bytes[i] >> 4];
    text += "0123456789abcdef"[bytes[i] & 0x0F];
  }
  return text;
}

}  // namespace playlists
