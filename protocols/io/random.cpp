#include "protocols/io/random.h"

#include <sodium.h>

#include <stdexcept>

#include "protocols/io/encoding.h"

namespace protocols::io {
namespace {

void prepare() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("cannot start libsodium: no source of random bytes");
}

constexpr bool is_dash_place(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  prepare();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::uint32_t random_below(std::uint32_t bound) {
  prepare();
  return randombytes_uniform(bound);
}

double random_unit() {
  prepare();
  return randombytes_random() / 4294967296.0;
}

std::string random_token(std::size_t bytes) {
  return to_base64url(random_bytes(bytes));
}

std::string uuid7(WallTime now) {
  auto bytes = random_bytes(16);
  const auto ms = static_cast<std::uint64_t>(to_ms(now));
  for (unsigned i = 0; i < 6; ++i) bytes[i] = static_cast<char>((ms >> (40U - 8U * i)) & 0xffU);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0fU) | 0x70U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3fU) | 0x80U);
  const auto hex = to_hex(bytes);
  return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' +
         hex.substr(16, 4) + '-' + hex.substr(20);
}

std::string uuid7(const Clock& clock) {
  return uuid7(clock.wall());
}

bool is_uuid7(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  if (text.size() != 36 || text[14] != '7') return false;
  if (std::string_view("89ab").find(text[19]) == std::string_view::npos) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = is_dash_place(i) ? text[i] == '-' : hex.find(text[i]) != hex.npos;
    if (!fits) return false;
  }
  return true;
}

}  // namespace protocols::io
