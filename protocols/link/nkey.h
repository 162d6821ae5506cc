// NATS nkeys: an Ed25519 public key or seed as the base32 text NATS shows (nats-io/nkeys,
// "encoding"): prefix byte (seed: two bytes), 32 key bytes, CRC-16/XMODEM little-endian, base32
// without padding. Pure functions. The keys themselves belong to protocols/trust.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace protocols::link {

enum class NkeyKind { Unknown, Operator, Account, User };

using RawKey = std::array<std::uint8_t, 32>;

// "O…", "A…" or "U…", 56 characters.
std::string encode_nkey(NkeyKind kind, std::span<const std::uint8_t, 32> public_key);
// "SO…", "SA…" or "SU…", 58 characters. A secret: keep it out of logs.
std::string encode_nkey_seed(NkeyKind kind, std::span<const std::uint8_t, 32> seed);

struct Nkey {
  NkeyKind kind = NkeyKind::Unknown;
  RawKey key{};
};
// Total: nullopt for a wrong length, alphabet, prefix or checksum.
std::optional<Nkey> decode_nkey(std::string_view text);
std::optional<Nkey> decode_nkey_seed(std::string_view text);

}  // namespace protocols::link
