#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace protocols::io {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) of bytes that come in pieces. Confined to its owner.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void update(std::string_view bytes);
  void update(std::span<const std::byte> bytes);
  /// The digest of everything so far; the object then starts anew.
  Sha256Digest finish();
  /// The same as 64 lower-case hex digits.
  std::string finish_hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

Sha256Digest sha256(std::string_view bytes);
/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
/// 43 characters, as in an order's `bundles`.
std::string sha256_base64url(std::string_view bytes);
/// A running sum over a file's whole content; StorageError if it cannot be read.
Sha256 sha256_begun_with(const std::filesystem::path& file);
/// Of a file's content; StorageError if it cannot be read.
std::string sha256_hex_of_file(const std::filesystem::path& file);
/// True for exactly 64 lower-case hex digits.
bool is_sha256_hex(std::string_view text);

}  // namespace protocols::io
