#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/trust/keys.h"

namespace players {

/// What the printed enrolment string says (docs/link.md): `vang1:` + base64url of JSON. A value.
struct EnrolmentString {
  std::vector<std::string> addresses;  ///< device listeners, "https://host:8444"
  std::string ca_sha256;               ///< of the CA certificate's DER, base64url
  protocols::trust::PublicKey root;
  std::string token;  ///< one use, 24 h; a secret
};

/// Blanks and line ends around it are forgiven (people copy it from paper and chat). Total.
std::optional<EnrolmentString> parse_enrolment_string(std::string_view text);

/// The answer to `POST /v1/enrol`. A value.
struct EnrolmentAnswer {
  std::string device;
  std::string jwt;
  std::string keyring;
  std::string placement;
  std::vector<std::string> link;     ///< "tls://host:4222"
  std::vector<std::string> devices;  ///< "https://host:8444"
};
/// Total: nothing unless every member is there and not empty.
std::optional<EnrolmentAnswer> parse_enrolment_answer(std::string_view json);

/// Body of `POST /v1/enrol`; `jwk` is JSON text, `proof` a compact JWS over enrol_proof_payload().
std::string enrol_request_json(std::string_view token, std::string_view jwk, std::string_view nkey,
                               std::string_view proof);
std::string enrol_proof_payload(std::string_view token);

/// What a device remembers of its enrolment, `enrolment.json` in its data folder: the file whose
/// being there means "enrolled". The JWT in it is renewed in place. A value.
struct Enrolled {
  std::string device;
  std::string jwt;
  protocols::trust::PublicKey root;
  std::vector<std::string> link;
  std::vector<std::string> devices;
};
std::string enrolled_to_json(const Enrolled& enrolled);
std::optional<Enrolled> parse_enrolled(std::string_view json);

}  // namespace players
