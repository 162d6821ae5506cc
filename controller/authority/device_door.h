#pragma once

#include <functional>
#include <optional>
#include <string>

#include "controller/api/device_gate.h"
#include "controller/authority/addresses.h"
#include "controller/authority/changes.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/once_table.h"
#include "controller/authority/placement_book.h"
#include "controller/authority/signing.h"
#include "controller/store/store.h"

namespace controller {

/// What the devices' door needs from the other rooms; all thread-safe.
struct DoorParts {
  std::string ca_pem;
  Addresses addresses;
  std::function<std::string(const std::string& device, const std::string& nkey)> make_pass;  // JWT
  std::function<void(const std::string& nkey)> revoke_pass;
  std::function<std::optional<api::Blob>(const std::string& sha256)> media;
  std::function<std::optional<std::string>(Session& session, std::string_view hash)> message;
  std::function<std::optional<std::string>(const std::string& order, std::size_t index)> bundle;
};

/// `api::DeviceGate`: redeems enrolment tokens, opens device sessions, signs the time, hands out
/// media and documents against the bearer. A device proves itself by its key alone. Thread-safe.
class DeviceDoor final : public api::DeviceGate {
 public:
  DeviceDoor(Store& store, const Signing& signing, const KeyringBook& keyring,
             const PlacementBook& placements, const protocols::io::Clock& clock, DoorParts parts);

  /// Told when a device has enrolled. Set before use.
  void on_change(OnDocumentChange told) { told_ = std::move(told); }

  std::string ca_pem() override { return parts_.ca_pem; }
  api::EnrolAnswer enrol(const api::EnrolAsk& ask, std::string_view address) override;
  std::string nonce(const std::string& device) override;
  api::DeviceSession session(const std::string& device, const std::string& nonce,
                             const std::string& proof) override;
  std::string time(const std::string& nonce) override;
  std::optional<std::string> device_of(std::string_view bearer) override;
  api::Blob media(const std::string& device, const std::string& sha256) override;
  std::string document(const std::string& device, const std::string& hash) override;
  std::string bundle(const std::string& device, const std::string& order,
                     std::size_t index) override;

 private:
  struct Redeemed {
    DeviceRow device;
    std::string placement;
    std::string addresses;
    std::string replaced_nkey;  // of the box before, "" = none
    bool again = false;         // the same key repeats its own redemption
  };
  Redeemed redeem(Session& session, const api::EnrolAsk& ask, const std::string& kid,
                  std::string_view address) const;
  DeviceRow in_use(const std::string& device) const;

  Store& store_;
  const Signing& signing_;
  const KeyringBook& keyring_;
  const PlacementBook& placements_;
  const protocols::io::Clock& clock_;
  const DoorParts parts_;
  OnceTable nonces_;
  OnceTable bearers_;
  OnDocumentChange told_;
};

}  // namespace controller
