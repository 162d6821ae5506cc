#pragma once

#include <functional>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

// The certificate browsers see, as people read it.
struct Certificate {
  bool own_ca = true;
  std::string subject;  // RFC 2253, "CN=vang.hagiang.gov.vn"
  std::string issuer;
  std::vector<std::string> names;  // host names and addresses it is good for
  Instant not_before{};
  Instant not_after{};
  std::string sha256;     // of its DER, hex
  std::string ca_sha256;  // of the own CA's, as phones show it
};

struct CertificateAsk {
  std::string chain_pem;  // server certificate first, then the authorities between
  std::string key_pem;    // without a passphrase
};

// What a listener needs to prove who it is.
struct Identity {
  std::string chain_pem;
  std::string key_pem;
};

// Throws Problem if the door cannot show this one; changes nothing.
using TryOn = std::function<void(const Identity&)>;

// The certificate of the people's door: our own CA's, or one that an administrator brought.
// Thread-safe; may block a few ms.
class Certificates {
 public:
  virtual ~Certificates() = default;
  virtual Certificate show(const Caller& caller) = 0;
  // In use from the next connection on, also after a restart. Administrators. Throws 422 with
  // bad_pem, key_mismatch, weak_key, unsupported_key, expired, not_yet_valid, not_for_servers,
  // broken_chain or no_names, and what `try_on` throws, which is asked before anything is kept.
  virtual Certificate use(const Caller& caller, const CertificateAsk& ask, const TryOn& try_on) = 0;
  // Back to our own CA's. Administrators. Nothing happens if it is in use already.
  virtual Certificate drop(const Caller& caller) = 0;

  // What is in use now; for the front door alone.
  virtual Identity identity() = 0;
  // Our own CA, for who has yet to trust it: no secret.
  virtual std::string ca_pem() = 0;
  virtual std::string ca_der() = 0;
};

}  // namespace controller::api
