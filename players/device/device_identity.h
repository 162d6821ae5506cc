#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "protocols/link/nats_jwt.h"
#include "protocols/trust/document_type.h"
#include "protocols/trust/keys.h"

namespace players {

/// The one Ed25519 key of a device: made on the device, never leaves it. With it the device logs in
/// to the broker (as an nkey), proves itself to the device listener and signs its plays and
/// receipts. Not responsible for what is signed. Immutable after construction.
class DeviceIdentity {
 public:
  /// Reads `device.key` in `folder`, or makes it there with mode 0600. Throws std::runtime_error if
  /// the file is no key or others may read it.
  static DeviceIdentity load_or_make(const std::filesystem::path& folder);
  explicit DeviceIdentity(protocols::trust::SigningKey key) : key_(std::move(key)) {}

  const std::string& kid() const { return key_.kid(); }
  const protocols::trust::PublicKey& public_key() const { return key_.public_key(); }
  /// "U…": the same key as the broker names it.
  std::string nkey() const;
  /// A compact JWS of exactly these bytes.
  std::string sign(protocols::trust::DocumentType type, std::string_view payload) const;
  /// For the broker's nonce. The function keeps a reference to this identity.
  protocols::link::SignBytes nonce_signer() const;

 private:
  protocols::trust::SigningKey key_;
};

}  // namespace players
