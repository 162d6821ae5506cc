#include "controller/authority/x509_text.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>

namespace controller::x509 {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr int least_security = 112;  // bits

std::string name_text(const X509_NAME* name) {
  const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

protocols::io::WallTime instant(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return protocols::io::from_ms(static_cast<std::int64_t>(timegm(&parts)) * 1000);
}

}  // namespace

std::string subject(const X509* certificate) {
  return name_text(X509_get_subject_name(certificate));
}

std::string issuer(const X509* certificate) {
  return name_text(X509_get_issuer_name(certificate));
}

protocols::io::WallTime not_before(const X509* certificate) {
  return instant(X509_get0_notBefore(certificate));
}

protocols::io::WallTime not_after(const X509* certificate) {
  return instant(X509_get0_notAfter(certificate));
}

bool good_key(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return EVP_PKEY_get_bits(key) >= 2048;
    case EVP_PKEY_EC: {
      std::array<char, 64> group{};
      std::size_t size = 0;
      if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1) return false;
      const std::string_view name(group.data(), size);
      return name == SN_X9_62_prime256v1 || name == SN_secp384r1;
    }
    default:
      return false;
  }
}

bool edwards(const EVP_PKEY* key) {
  const int id = EVP_PKEY_get_base_id(key);
  return id == EVP_PKEY_ED25519 || id == EVP_PKEY_ED448;
}

bool edwards(X509* certificate) {
  const int signature = X509_get_signature_nid(certificate);
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  return signature == NID_ED25519 || signature == NID_ED448 || (key != nullptr && edwards(key));
}

bool strong(X509* certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  if (key == nullptr || EVP_PKEY_get_security_bits(key) < least_security) return false;
  if (X509_self_signed(certificate, 0) == 1) return true;
  int digest = 0, scheme = 0, bits = 0;
  std::uint32_t flags = 0;
  return X509_get_signature_info(certificate, &digest, &scheme, &bits, &flags) == 1 &&
         bits >= least_security;
}

bool for_servers(X509* certificate) {
  return X509_check_purpose(certificate, X509_PURPOSE_SSL_SERVER, 0) == 1;
}

bool issued_by(X509* certificate, X509* issuer) {
  return X509_check_issued(issuer, certificate) == X509_V_OK && signed_by(certificate, issuer);
}

}  // namespace controller::x509
