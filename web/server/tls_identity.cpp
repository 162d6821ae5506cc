#include "web/server/tls_identity.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace web {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio memory(std::string_view text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

// Without it OpenSSL would ask on the terminal of vangd.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

bool is_for(X509* certificate, const char* name) {
  return certificate != nullptr && X509_check_host(certificate, name, 0, 0, nullptr) == 1;
}

void free_all(STACK_OF(X509) * list) {
  sk_X509_pop_free(list, X509_free);
}

}  // namespace

struct TlsIdentity::Pair {
  std::unique_ptr<X509, decltype(&X509_free)> certificate{nullptr, X509_free};
  std::unique_ptr<STACK_OF(X509), decltype(&free_all)> between{sk_X509_new_null(), free_all};
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{nullptr, EVP_PKEY_free};
};

void TlsIdentity::serve(SSL_CTX* context) {
  SSL_CTX_set_cert_cb(context, &TlsIdentity::choose, this);
}

int TlsIdentity::choose(SSL* connection, void* self) {
  const auto pair = static_cast<TlsIdentity*>(self)->now_.copy();
  if (!pair) return 1;
  const char* name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (name != nullptr && !is_for(pair->certificate.get(), name) &&
      is_for(SSL_get_certificate(connection), name)) {
    return 1;
  }
  return SSL_use_cert_and_key(connection, pair->certificate.get(), pair->key.get(),
                              pair->between.get(), 1);
}

// nullptr if they are no pair.
std::shared_ptr<const TlsIdentity::Pair> TlsIdentity::pair_of(std::string_view chain_pem,
                                                              std::string_view key_pem) {
  auto pair = std::make_shared<Pair>();
  const Bio chain = memory(chain_pem);
  pair->certificate.reset(PEM_read_bio_X509(chain.get(), nullptr, no_passphrase, nullptr));
  while (X509* one = PEM_read_bio_X509(chain.get(), nullptr, no_passphrase, nullptr)) {
    sk_X509_push(pair->between.get(), one);
  }
  const Bio key = memory(key_pem);
  pair->key.reset(PEM_read_bio_PrivateKey(key.get(), nullptr, no_passphrase, nullptr));
  const bool fit = pair->certificate && pair->key &&
                   X509_check_private_key(pair->certificate.get(), pair->key.get()) == 1;
  ERR_clear_error();
  return fit ? pair : nullptr;
}

bool TlsIdentity::can_use(std::string_view chain_pem, std::string_view key_pem) {
  return pair_of(chain_pem, key_pem) != nullptr;
}

void TlsIdentity::use(std::string_view chain_pem, std::string_view key_pem) {
  auto pair = pair_of(chain_pem, key_pem);
  if (!pair) throw std::runtime_error("cannot use the certificate: it does not fit its key");
  now_.set(std::move(pair));
}

}  // namespace web
