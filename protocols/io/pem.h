#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string_view>
#include <vector>

namespace protocols::io {

/// Certificates and keys as people and files bring them: PEM text, each passing over what is the
/// other's. Total, and thread-safe.
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// Every certificate of the text, in order; empty if there is none or one is damaged.
std::vector<Certificate> certificates_in(std::string_view pem);
/// The first private key; nullptr if there is none, or it needs a passphrase (nobody is asked for
/// one).
PrivateKey private_key_in(std::string_view pem);

}  // namespace protocols::io
