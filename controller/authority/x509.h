#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "protocols/io/clock.h"

/// OpenSSL's certificates with owners and exceptions. Internal to this folder; errors are
/// std::runtime_error with OpenSSL's words. Thread-safe.
namespace controller::x509 {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

/// What a certificate says.
struct Wanted {
  std::string name;                // common name
  std::vector<std::string> hosts;  // DNS names and addresses; empty = a CA
  std::string from;                // GeneralizedTime "19700101000000Z"
  std::string until;
};

Key make_key();  // EC P-256
Certificate make(const Wanted& wanted, EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key);

std::string pem(X509* certificate);
std::string pem(EVP_PKEY* key);  // PKCS#8, not encrypted
std::string der(X509* certificate);
Key read_key(const std::filesystem::path& file);
Certificate read(const std::filesystem::path& file);

/// Its subject alternative names, in order.
std::vector<std::string> hosts(X509* certificate);
bool ends_after(X509* certificate, protocols::io::WallTime instant);
bool signed_by(X509* certificate, X509* issuer);
/// Instant as GeneralizedTime.
std::string time_text(protocols::io::WallTime instant);

}  // namespace controller::x509
