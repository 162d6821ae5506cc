#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "players/device/device_identity.h"
#include "players/device/enrolment_json.h"
#include "protocols/io/clock.h"

namespace players {

/// The controller (or we) said no for good: trying again with the same string is useless. The text
/// is for people.
class EnrolmentRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How a new device gets its place: redeems the enrolment string at the device listener and keeps
/// what it is given. Every step is durable before the next and may be repeated, so that a device
/// whose power fails at any point of it goes on from the same string: key, CA and string are kept
/// first, `enrolment.json` last, and the same key may redeem the token again.
///
/// Files in the data folder: device.key (0600), enrolment.string (0600, only until it is done),
/// ca.pem, documents/keyring.jws, documents/placement.jws, enrolment.json (0600).
/// Blocks (network, disk). Confined to its owner.
class Enrolment {
 public:
  Enrolment(std::filesystem::path folder, const DeviceIdentity& identity);

  /// What is kept if the device is enrolled.
  std::optional<Enrolled> done() const;
  /// The string given now, or the one an interrupted enrolment has kept. Throws EnrolmentRefused
  /// when it is no enrolment string, or names another province than the one this device belongs to.
  std::optional<EnrolmentString> begin(const std::optional<std::string>& given);
  /// One attempt. Throws EnrolmentRefused, or std::runtime_error for what may pass (network).
  Enrolled redeem(const EnrolmentString& string, std::stop_token stop = {});
  /// redeem() until it works, with back-off; nothing if stopped.
  std::optional<Enrolled> redeem_patiently(const EnrolmentString& string, std::stop_token stop);

  /// Replaces the kept JWT.
  static void keep(const std::filesystem::path& folder, const Enrolled& enrolled);
  /// The certificate the device trusts; throws StorageError when it is not enrolled.
  static std::string ca_pem(const std::filesystem::path& folder);

 private:
  std::string fetch_ca(const EnrolmentString& string, std::stop_token stop) const;
  EnrolmentAnswer ask(const EnrolmentString& string, const std::string& ca,
                      std::stop_token stop) const;
  void check(const EnrolmentString& string, const EnrolmentAnswer& answer) const;

  std::filesystem::path folder_;
  const DeviceIdentity& identity_;
};

/// SHA-256 of the DER of the first certificate in a PEM text, base64url; empty if there is none.
std::string certificate_sha256(std::string_view pem);

}  // namespace players
