#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/authority/x509.h"

/// What certificates say, and how strong they are. Internal to this folder.
/// Thread-safe.
namespace controller::x509 {

/// RFC 2253, letters as they are: "CN=vang.hagiang.gov.vn,O=UBND tỉnh Hà Giang".
std::string subject(const X509* certificate);
std::string issuer(const X509* certificate);
protocols::io::WallTime not_before(const X509* certificate);
protocols::io::WallTime not_after(const X509* certificate);

/// RSA of 2048 bits or more, P-256 or P-384.
bool good_key(const EVP_PKEY* key);
/// Ed25519 or Ed448.
bool edwards(const EVP_PKEY* key);
/// Its key is one of those, or one of those signed it (a self-signed one's signature counts too).
bool edwards(X509* certificate);
/// Key and signature give 112 bits of security or more (no SHA-1, no RSA-1024). A self-signed one's
/// signature proves nothing and is not judged.
bool strong(X509* certificate);
bool for_servers(X509* certificate);
/// Issued and signed by `issuer`.
bool issued_by(X509* certificate, X509* issuer);

}  // namespace controller::x509
