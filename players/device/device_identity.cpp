#include "players/device/device_identity.h"

#include <algorithm>

#include "protocols/link/nkey.h"
#include "protocols/trust/jws.h"

namespace players {

namespace trust = protocols::trust;
namespace link = protocols::link;

DeviceIdentity DeviceIdentity::load_or_make(const std::filesystem::path& folder) {
  return DeviceIdentity(trust::SigningKey::load_or_make(folder / "device.key"));
}

std::string DeviceIdentity::nkey() const {
  link::RawKey raw{};
  const auto bytes = public_key().bytes();
  std::transform(bytes.begin(), bytes.end(), raw.begin(),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  return link::encode_nkey(link::NkeyKind::User, raw);
}

std::string DeviceIdentity::sign(trust::DocumentType type, std::string_view payload) const {
  return trust::sign_compact(key_, trust::typ(type), payload);
}

link::SignBytes DeviceIdentity::nonce_signer() const {
  return [this](std::string_view bytes) { return key_.sign(bytes); };
}

}  // namespace players
