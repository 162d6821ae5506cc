#include "tests/unit/controller/broker/test_certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

namespace broker_rig {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void require(bool fine) {
  if (!fine) throw std::runtime_error("cannot make a test certificate");
}

Key new_key() {
  return {EVP_EC_gen("P-256"), EVP_PKEY_free};
}

void set_date(ASN1_TIME* into, std::chrono::sys_seconds at) {
  require(ASN1_TIME_set(into, static_cast<time_t>(at.time_since_epoch().count())) != nullptr);
}

void set_name(X509_NAME* name, const std::string& text) {
  require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()), -1, 0) == 1);
}

void extend(X509* certificate, int nid, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
  require(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate certificate(const std::string& subject, const std::string& issuer, EVP_PKEY* key,
                        const Dates& dates, long serial) {
  Certificate made(X509_new(), X509_free);
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  set_date(X509_getm_notBefore(made.get()), dates.from);
  set_date(X509_getm_notAfter(made.get()), dates.until);
  set_name(X509_get_subject_name(made.get()), subject);
  set_name(X509_get_issuer_name(made.get()), issuer);
  X509_set_pubkey(made.get(), key);
  return made;
}

File open(const std::filesystem::path& path) {
  File file(std::fopen(path.c_str(), "w"), std::fclose);
  require(file != nullptr);
  return file;
}

void write(const std::filesystem::path& path, X509* certificate) {
  require(PEM_write_X509(open(path).get(), certificate) == 1);
}

}  // namespace

void write_certificates(const std::filesystem::path& folder, const Dates& dates,
                        const char* names) {
  const Key ca_key = new_key();
  const Certificate ca = certificate("Test CA", "Test CA", ca_key.get(), dates, 1);
  extend(ca.get(), NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(ca.get(), ca_key.get(), EVP_sha256()) > 0);
  const Key key = new_key();
  const Certificate link = certificate("link", "Test CA", key.get(), dates, 2);
  extend(link.get(), NID_subject_alt_name, names);
  extend(link.get(), NID_ext_key_usage, "serverAuth,clientAuth");
  require(X509_sign(link.get(), ca_key.get(), EVP_sha256()) > 0);
  write(folder / "ca.pem", ca.get());
  write(folder / "link.pem", link.get());
  require(PEM_write_PrivateKey(open(folder / "link.key").get(), key.get(), nullptr, nullptr, 0,
                               nullptr, nullptr) == 1);
}

}  // namespace broker_rig
