#include "protocols/io/pem.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace protocols::io {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio memory(std::string_view text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

// Without it OpenSSL would ask on the program's terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

}  // namespace

std::vector<Certificate> certificates_in(std::string_view pem) {
  std::vector<Certificate> found;
  const Bio bio = memory(pem);
  while (X509* one = PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr)) {
    found.emplace_back(one, X509_free);
  }
  // The end of the text is no fault; anything else is a damaged certificate.
  const auto why = ERR_GET_REASON(ERR_peek_last_error());
  ERR_clear_error();
  if (why != PEM_R_NO_START_LINE) found.clear();
  return found;
}

PrivateKey private_key_in(std::string_view pem) {
  const Bio bio = memory(pem);
  PrivateKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr),
                 EVP_PKEY_free);
  ERR_clear_error();
  return key;
}

}  // namespace protocols::io
