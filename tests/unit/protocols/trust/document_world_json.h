#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "protocols/trust/verifier.h"

namespace protocols::trust {

/// The keys and documents of a small province for tests: a province officer, an officer of the
/// commune 02.026, an online key, a stranger, and one device in the village 02.026.00715.
struct DocumentWorld {
  static constexpr std::int64_t now_ms = 1'795'222'800'000;
  static constexpr const char* order_id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

  SigningKey root = SigningKey::generate();
  SigningKey province = SigningKey::generate();
  SigningKey commune = SigningKey::generate();
  SigningKey online = SigningKey::generate();
  SigningKey stranger = SigningKey::generate();
  SigningKey device = SigningKey::generate();

  /// Version 3; the commune's officer may sign up to priority.
  Keyring keyring() const;
  std::string keyring_document(const Keyring& keyring) const;
  /// A verifier with that keyring in force.
  Verifier verifier() const;
  /// What the device expects now.
  Expectation expect(DocumentType type) const;

  static nlohmann::json order();
  nlohmann::json placement() const;
  static nlohmann::json message();
  static nlohmann::json programme();
  static nlohmann::json time();
  static nlohmann::json receipt();
  static nlohmann::json plays();
  nlohmann::json dispatch(const std::string& order_document) const;
  /// The order signed by `person`, in a dispatch signed by the online key.
  std::string dispatched(const nlohmann::json& order, const SigningKey& person) const;
};

std::string sign(const SigningKey& key, DocumentType type, const nlohmann::json& payload);

}  // namespace protocols::trust
