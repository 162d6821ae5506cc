#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace controller {

/// A document just signed.
struct Signed {
  std::string jws;   // compact serialisation, exactly as it travels
  std::string hash;  // SHA-256 of the payload bytes, lower-case hex
};

/// The centre's two Ed25519 keys: root (signs keyrings and nothing else) and online (signs
/// placement, programme, dispatch, time). Made at first start, kept in `<data>/trust/root.jwk` and
/// `online.jwk`, mode 0600. Whoever holds the online key alone can make no device speak: messages
/// and orders carry a person's signature. Immutable after construction; signing is thread-safe.
class Signing {
 public:
  /// Loads the keys in `trust`, making those that are missing. Throws if a file is damaged, naming
  /// it.
  explicit Signing(const std::filesystem::path& trust);
  ~Signing();
  Signing(const Signing&) = delete;
  Signing& operator=(const Signing&) = delete;

  /// `typ` one of vang-placement, vang-programme, vang-dispatch, vang-time; `payload` exact bytes.
  Signed sign(std::string_view typ, std::string_view payload) const;
  /// With the root key; `typ` is vang-keyring.
  Signed sign_root(std::string_view typ, std::string_view payload) const;

  const std::string& online_kid() const;
  const std::string& online_x() const;  // base64url public key
  const std::string& root_kid() const;
  const std::string& root_x() const;  // base64url public key, as in the enrolment string

 private:
  struct Keys;
  std::unique_ptr<const Keys> keys_;
};

}  // namespace controller
