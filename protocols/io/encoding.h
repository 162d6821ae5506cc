#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Bytes as text and back. Bytes are std::string here. Decoders are total: nothing for anything
/// that the encoder would not have written (so one value has one text). Pure functions:
/// Thread-safe.
namespace protocols::io {

/// View of a byte array as the string type used here.
std::string_view as_text(std::span<const std::uint8_t> bytes);

/// Lower-case hexadecimal, both ways.
std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

/// RFC 4648 section 5, without padding. from_ refuses padding and non-zero unused bits.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

/// RFC 4648 section 4, with padding (PEM, HTTP headers).
std::string to_base64(std::string_view bytes);

/// RFC 4648 section 6, upper case, without padding (nkeys). from_ refuses non-zero unused bits.
std::string to_base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

}  // namespace protocols::io
