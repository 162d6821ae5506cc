#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace protocols::trust {

/// An Ed25519 public key (RFC 8032). A value; Immutable after construction.
class PublicKey {
 public:
  PublicKey() = default;
  explicit PublicKey(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
  /// From exactly 32 bytes; nothing for another length or a point of small order.
  static std::optional<PublicKey> from_bytes(std::string_view bytes);
  /// From the JWK member `x` (base64url).
  static std::optional<PublicKey> from_x(std::string_view base64url);

  std::string_view bytes() const;
  /// JWK member `x`.
  std::string x() const;
  /// RFC 7638 SHA-256 thumbprint of the OKP JWK, base64url, 43 characters.
  std::string kid() const;
  /// {"crv":"Ed25519","kty":"OKP","x":"…","kid":"…"}
  std::string jwk() const;
  bool operator==(const PublicKey&) const = default;

 private:
  std::array<std::uint8_t, 32> bytes_{};
};

/// Reads a public OKP JWK; a `d` member is refused (nobody may send us a secret by mistake), and so
/// is a `kid` that is not the thumbprint.
std::optional<PublicKey> parse_jwk(std::string_view json);
/// {"keys":[…]}, each once, in the order given.
std::string jwk_set(std::span<const PublicKey> keys);

/// An Ed25519 key pair. The secret is wiped from memory when the object dies; it is never logged.
/// Immutable after construction.
class SigningKey {
 public:
  static SigningKey generate();
  /// From the 32 byte seed of RFC 8032 (JWK member `d`).
  static SigningKey from_seed(std::span<const std::uint8_t, 32> seed);
  /// Reads a key file (an OKP JWK with `d`). std::runtime_error if it is no such file, or if its x
  /// is not the public key of its d, or if others may read it (mode must be 0600 or stricter).
  static SigningKey load(const std::filesystem::path& file);
  /// load(), or generate() and save() if there is no file.
  static SigningKey load_or_make(const std::filesystem::path& file);

  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  /// Writes the key file durably with mode 0600.
  void save(const std::filesystem::path& file) const;
  const PublicKey& public_key() const { return public_key_; }
  const std::string& kid() const { return kid_; }
  /// 64 bytes (RFC 8032 section 5.1.6).
  std::string sign(std::string_view bytes) const;
  /// The seed, for making a key of another form out of it (nkeys). Valid while the key lives.
  std::span<const std::uint8_t, 32> seed() const;

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_key_;
  std::string kid_;
};

/// True if `signature` (64 bytes) is that key's over these bytes, by libsodium's strict rules (S
/// canonical, no point of small order). Thread-safe.
bool verify(const PublicKey& key, std::string_view bytes, std::string_view signature);

}  // namespace protocols::trust
