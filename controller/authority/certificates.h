#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "controller/authority/trust_files.h"
#include "protocols/io/clock.h"

namespace controller {

/// Our own certificate authority (EC P-256, X.509 v3) and the three server certificates it signs.
/// CA, link and devices are valid from 1970-01-01 to 9999-12-31 (RFC 5280 section 4.1.2.5), so that
/// a device whose clock starts in 1970 connects: it trusts the pinned CA, not the date (design D7).
/// The console's lives 397 days, the most browsers accept, and is made anew 30 days before its end.
/// A certificate is also made anew when `hosts` are no longer what it names. Confined to its owner.
class Certificates {
 public:
  /// Makes whatever is missing or due. Throws std::runtime_error naming the file that cannot be
  /// made or read.
  Certificates(TrustFiles files, std::vector<std::string> hosts, protocols::io::WallTime now);

  const TrustFiles& files() const { return files_; }
  /// PEM of the CA certificate.
  const std::string& ca_pem() const { return ca_pem_; }
  /// SHA-256 of its DER, base64url, as in the enrolment string.
  const std::string& ca_sha256() const { return ca_sha256_; }

 private:
  TrustFiles files_;
  std::string ca_pem_;
  std::string ca_sha256_;
};

}  // namespace controller
