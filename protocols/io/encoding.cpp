#include "protocols/io/encoding.h"

#include <array>
#include <cstddef>

namespace protocols::io {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base64url_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Most significant bits first, `bits` bits a letter; the last letter is filled up with zeros.
std::string encode(std::string_view bytes, std::string_view letters, unsigned bits) {
  std::string out;
  out.reserve((bytes.size() * 8 + bits - 1) / bits);
  std::uint32_t window = 0;
  unsigned have = 0;
  for (const char byte : bytes) {
    window = (window << 8U) | static_cast<unsigned char>(byte);
    have += 8;
    while (have >= bits) {
      have -= bits;
      out += letters[(window >> have) & ((1U << bits) - 1U)];
    }
    window &= (1U << have) - 1U;
  }
  if (have > 0) out += letters[(window << (bits - have)) & ((1U << bits) - 1U)];
  return out;
}

std::array<std::int8_t, 256> reverse(std::string_view letters) {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

std::optional<std::string> decode(std::string_view text, const std::array<std::int8_t, 256>& values,
                                  unsigned bits) {
  std::string out;
  out.reserve(text.size() * bits / 8);
  std::uint32_t window = 0;
  unsigned have = 0;
  for (const char letter : text) {
    const auto value = values[static_cast<unsigned char>(letter)];
    if (value < 0) return std::nullopt;
    window = (window << bits) | static_cast<std::uint32_t>(value);
    have += bits;
    if (have >= 8) {
      have -= 8;
      out += static_cast<char>((window >> have) & 0xffU);
      window &= (1U << have) - 1U;
    }
  }
  // A whole letter too many, or bits that no encoder sets: another text for the same bytes.
  if (have >= bits || window != 0) return std::nullopt;
  return out;
}

}  // namespace

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(std::string_view bytes) {
  return encode(bytes, hex_digits, 4);
}

std::optional<std::string> from_hex(std::string_view text) {
  static const auto values = reverse(hex_digits);
  return decode(text, values, 4);
}

std::string to_base64url(std::string_view bytes) {
  return encode(bytes, base64url_letters, 6);
}

std::optional<std::string> from_base64url(std::string_view text) {
  static const auto values = reverse(base64url_letters);
  return decode(text, values, 6);
}

std::string to_base64(std::string_view bytes) {
  auto out = encode(bytes, base64_letters, 6);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string to_base32(std::string_view bytes) {
  return encode(bytes, base32_letters, 5);
}

std::optional<std::string> from_base32(std::string_view text) {
  static const auto values = reverse(base32_letters);
  return decode(text, values, 5);
}

}  // namespace protocols::io
