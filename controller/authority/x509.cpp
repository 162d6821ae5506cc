#include "controller/authority/x509.h"

#include <arpa/inet.h>
#include <fmt/chrono.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

#include "protocols/io/durable_file.h"
#include "protocols/io/random.h"

namespace controller::x509 {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

[[noreturn]] void fail(const std::string& what) {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  throw std::runtime_error("cannot " + what + ": " + text.data());
}

void need(bool good, const std::string& what) {
  if (!good) fail(what);
}

Bio memory() {
  return {BIO_new(BIO_s_mem()), BIO_free};
}
Bio memory(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

bool is_address(const std::string& host) {
  in6_addr scratch{};
  return inet_pton(AF_INET, host.c_str(), &scratch) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &scratch) == 1;
}

void extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  need(extension != nullptr, "make the certificate extension " + value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::string alternative_names(const std::vector<std::string>& hosts) {
  std::string out;
  for (const auto& host : hosts) {
    if (!out.empty()) out += ",";
    out += (is_address(host) ? "IP:" : "DNS:") + host;
  }
  return out;
}

void extend_all(X509* certificate, X509* issuer, const Wanted& wanted) {
  extend(certificate, issuer, NID_subject_key_identifier, "hash");
  extend(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  if (wanted.hosts.empty()) {
    extend(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    extend(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    return;
  }
  extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  extend(certificate, issuer, NID_key_usage, "critical,digitalSignature");
  // Both usages: routes between brokers are server and client at once.
  extend(certificate, issuer, NID_ext_key_usage, "serverAuth,clientAuth");
  extend(certificate, issuer, NID_subject_alt_name, alternative_names(wanted.hosts));
}

void set_time(ASN1_TIME* time, const std::string& text) {
  need(ASN1_TIME_set_string_X509(time, text.c_str()) == 1, "set the time " + text);
}

void set_serial(X509* certificate) {
  std::string bytes = protocols::io::random_bytes(16);
  bytes[0] = static_cast<char>(bytes[0] & 0x7f);
  const void* const data = bytes.data();
  BIGNUM* number = BN_bin2bn(static_cast<const unsigned char*>(data), 16, nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
  BN_free(number);
}

void set_name(X509* certificate, const std::string& name) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  const void* const data = name.data();
  X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                             static_cast<const unsigned char*>(data), static_cast<int>(name.size()),
                             -1, 0);
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = ASN1_STRING_length(address) == 4 ? AF_INET : AF_INET6;
  inet_ntop(family, ASN1_STRING_get0_data(address), text.data(), text.size());
  return text.data();
}

}  // namespace

Key make_key() {
  Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  need(key != nullptr, "make an EC key");
  return key;
}

Certificate make(const Wanted& wanted, EVP_PKEY* subject_key, X509* issuer, EVP_PKEY* issuer_key) {
  Certificate made(X509_new(), X509_free);
  X509* const certificate = made.get();
  if (issuer == nullptr) issuer = certificate;
  X509_set_version(certificate, X509_VERSION_3);
  set_serial(certificate);
  set_time(X509_getm_notBefore(certificate), wanted.from);
  set_time(X509_getm_notAfter(certificate), wanted.until);
  set_name(certificate, wanted.name);
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  X509_set_pubkey(certificate, subject_key);
  extend_all(certificate, issuer, wanted);
  need(X509_sign(certificate, issuer_key, EVP_sha256()) > 0, "sign the certificate " + wanted.name);
  return made;
}

std::string pem(X509* certificate) {
  const Bio bio = memory();
  need(PEM_write_bio_X509(bio.get(), certificate) == 1, "write a certificate");
  return text_of(bio.get());
}

std::string pem(EVP_PKEY* key) {
  const Bio bio = memory();
  need(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
       "write a key");
  return text_of(bio.get());
}

std::string der(X509* certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate, &bytes);
  need(size > 0, "encode a certificate");
  const void* const data = bytes;
  std::string out(static_cast<const char*>(data), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

Key read_key(const std::filesystem::path& file) {
  const std::string text = protocols::io::read_file(file);
  const Bio bio = memory(text);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  need(key != nullptr, "read the key " + file.string());
  return key;
}

Certificate read(const std::filesystem::path& file) {
  const std::string text = protocols::io::read_file(file);
  const Bio bio = memory(text);
  Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  need(certificate != nullptr, "read the certificate " + file.string());
  return certificate;
}

std::vector<std::string> hosts(X509* certificate) {
  std::vector<std::string> out;
  auto* const names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type == GEN_IPADD) out.push_back(address_text(name->d.iPAddress));
    if (name->type != GEN_DNS) continue;
    const void* const data = ASN1_STRING_get0_data(name->d.dNSName);
    out.emplace_back(static_cast<const char*>(data),
                     static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  GENERAL_NAMES_free(names);
  return out;
}

bool ends_after(X509* certificate, protocols::io::WallTime instant) {
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(instant);
  std::time_t when = seconds.time_since_epoch().count();
  return X509_cmp_time(X509_get0_notAfter(certificate), &when) > 0;
}

bool signed_by(X509* certificate, X509* issuer) {
  return X509_verify(certificate, X509_get0_pubkey(issuer)) == 1;
}

std::string time_text(protocols::io::WallTime instant) {
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(instant);
  return fmt::format("{:%Y%m%d%H%M%S}Z", fmt::gmtime(seconds.time_since_epoch().count()));
}

}  // namespace controller::x509
