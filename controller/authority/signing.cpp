#include "controller/authority/signing.h"

#include "protocols/trust/jws.h"
#include "protocols/trust/keys.h"

namespace controller {

namespace trust = protocols::trust;

struct Signing::Keys {
  trust::SigningKey root;
  trust::SigningKey online;
  std::string root_x = root.public_key().x();
  std::string online_x = online.public_key().x();

  explicit Keys(const std::filesystem::path& folder)
      : root(trust::SigningKey::load_or_make(folder / "root.jwk")),
        online(trust::SigningKey::load_or_make(folder / "online.jwk")) {}
};

Signing::Signing(const std::filesystem::path& folder) : keys_(std::make_unique<Keys>(folder)) {}
Signing::~Signing() = default;

Signed Signing::sign(std::string_view typ, std::string_view payload) const {
  return {trust::sign_compact(keys_->online, typ, payload), trust::document_hash(payload)};
}

Signed Signing::sign_root(std::string_view typ, std::string_view payload) const {
  return {trust::sign_compact(keys_->root, typ, payload), trust::document_hash(payload)};
}

const std::string& Signing::online_kid() const {
  return keys_->online.kid();
}
const std::string& Signing::online_x() const {
  return keys_->online_x;
}
const std::string& Signing::root_kid() const {
  return keys_->root.kid();
}
const std::string& Signing::root_x() const {
  return keys_->root_x;
}

}  // namespace controller
