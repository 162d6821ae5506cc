#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct EnrolAsk {
  std::string token;
  std::string x;      // Ed25519 public key of the device, base64url (the jwk's `x`)
  std::string nkey;   // "U…"
  std::string proof;  // compact JWS, typ vang-enrol
};

struct EnrolAnswer {
  std::string device;
  std::string jwt;                   // NATS user JWT
  std::string keyring;               // compact JWS
  std::string placement;             // compact JWS
  std::vector<std::string> link;     // tls://host:4222
  std::vector<std::string> devices;  // https://host:8444
};

struct DeviceSession {
  std::string jwt;
  std::string bearer;  // media token of 1 h
  Instant bearer_until{};
};

// What the devices' listener (8444, docs/link.md) needs. No Caller: a device proves itself by its
// key, then by the bearer, which `device_of` turns into a device id. Refusals are Problems whose
// code is a reason code of docs/documents.md where one fits. Thread-safe; may block a few ms.
class DeviceGate {
 public:
  virtual ~DeviceGate() = default;
  virtual std::string ca_pem() = 0;
  // Throws 401 unknown_token, 410 token_used or token_expired, 422 (bad_proof).
  virtual EnrolAnswer enrol(const EnrolAsk& ask, std::string_view address) = 0;
  virtual std::string nonce(const std::string& device) = 0;
  virtual DeviceSession session(const std::string& device, const std::string& nonce,
                                const std::string& proof) = 0;
  // `nonce` is the device's own; the answer is a compact JWS `vang-time`.
  virtual std::string time(const std::string& nonce) = 0;

  virtual std::optional<std::string> device_of(std::string_view bearer) = 0;
  virtual Blob media(const std::string& device, const std::string& sha256) = 0;
  virtual std::string document(const std::string& device, const std::string& hash) = 0;
  virtual std::string bundle(const std::string& device, const std::string& order,
                             std::size_t index) = 0;
};

}  // namespace controller::api
