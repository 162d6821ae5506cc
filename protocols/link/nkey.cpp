#include "protocols/link/nkey.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "protocols/io/encoding.h"

namespace protocols::link {

namespace {

constexpr std::uint8_t kSeedPrefix = 18U << 3U;  // 'S'

std::uint8_t prefix_of(NkeyKind kind) {
  switch (kind) {
    case NkeyKind::Operator:
      return 14U << 3U;  // 'O'
    case NkeyKind::Account:
      return 0;  // 'A'
    case NkeyKind::User:
      return 20U << 3U;  // 'U'
    case NkeyKind::Unknown:
      break;
  }
  return 0xFF;
}

NkeyKind kind_of(unsigned prefix) {
  for (const auto kind : {NkeyKind::Operator, NkeyKind::Account, NkeyKind::User}) {
    if (prefix_of(kind) == prefix) return kind;
  }
  return NkeyKind::Unknown;
}

// CRC-16/XMODEM: polynomial 0x1021, initial value 0, no reflection.
std::uint16_t crc16(std::span<const std::uint8_t> bytes) {
  unsigned crc = 0;
  for (const unsigned byte : bytes) {
    crc ^= byte << 8U;
    for (int bit = 0; bit < 8; ++bit)
      crc = ((crc << 1U) ^ ((crc & 0x8000U) ? 0x1021U : 0U)) & 0xFFFFU;
  }
  return static_cast<std::uint16_t>(crc);
}

std::string encoded(std::vector<std::uint8_t> bytes, std::span<const std::uint8_t, 32> key) {
  bytes.insert(bytes.end(), key.begin(), key.end());
  const std::uint16_t crc = crc16(bytes);
  bytes.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
  bytes.push_back(static_cast<std::uint8_t>(crc >> 8U));
  return io::to_base32(io::as_text(bytes));
}

// The bytes without their checksum, if that is right and there are `prefix_bytes` + 32 of them.
std::optional<std::vector<std::uint8_t>> checked(std::string_view text, std::size_t prefix_bytes) {
  const auto decoded = io::from_base32(text);
  if (!decoded || decoded->size() != prefix_bytes + 34) return std::nullopt;
  std::vector<std::uint8_t> bytes(decoded->begin(), decoded->end());
  const unsigned crc = bytes[bytes.size() - 2] | (unsigned{bytes.back()} << 8U);
  bytes.resize(bytes.size() - 2);
  return crc16(bytes) == crc ? std::optional(std::move(bytes)) : std::nullopt;
}

Nkey nkey_from(NkeyKind kind, std::span<const std::uint8_t> key) {
  Nkey nkey{kind, {}};
  std::copy(key.begin(), key.end(), nkey.key.begin());
  return nkey;
}

}  // namespace

std::string encode_nkey(NkeyKind kind, std::span<const std::uint8_t, 32> public_key) {
  return encoded({prefix_of(kind)}, public_key);
}

std::string encode_nkey_seed(NkeyKind kind, std::span<const std::uint8_t, 32> seed) {
  // The kind's five bits are spread over the two prefix bytes: three in the first, the rest in the
  // second.
  const unsigned prefix = prefix_of(kind);
  const auto first = static_cast<std::uint8_t>(kSeedPrefix | (prefix >> 5U));
  const auto second = static_cast<std::uint8_t>((prefix & 31U) << 3U);
  return encoded({first, second}, seed);
}

std::optional<Nkey> decode_nkey(std::string_view text) {
  const auto bytes = checked(text, 1);
  if (!bytes) return std::nullopt;
  const NkeyKind kind = kind_of(bytes->front());
  if (kind == NkeyKind::Unknown) return std::nullopt;
  return nkey_from(kind, std::span(*bytes).subspan(1));
}

std::optional<Nkey> decode_nkey_seed(std::string_view text) {
  const auto bytes = checked(text, 2);
  if (!bytes || ((*bytes)[0] & 0xF8U) != kSeedPrefix) return std::nullopt;
  const unsigned prefix = (((*bytes)[0] & 7U) << 5U) | ((*bytes)[1] >> 3U);
  const NkeyKind kind = kind_of(prefix);
  if (kind == NkeyKind::Unknown) return std::nullopt;
  return nkey_from(kind, std::span(*bytes).subspan(2));
}

}  // namespace protocols::link
