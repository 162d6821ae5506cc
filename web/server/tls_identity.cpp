#include "web/server/tls_identity.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <stdexcept>
#include <utility>

#include "protocols/io/pem.h"

namespace web {

namespace {

bool is_for(X509* certificate, const char* name) {
  return certificate != nullptr && X509_check_host(certificate, name, 0, 0, nullptr) == 1;
}

void free_all(STACK_OF(X509) * list) {
  sk_X509_pop_free(list, X509_free);
}

}  // namespace

struct TlsIdentity::Pair {
  protocols::io::Certificate certificate{nullptr, X509_free};
  std::unique_ptr<STACK_OF(X509), decltype(&free_all)> between{sk_X509_new_null(), free_all};
  protocols::io::PrivateKey key{nullptr, EVP_PKEY_free};
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
  auto chain = protocols::io::certificates_in(chain_pem);
  auto key = protocols::io::private_key_in(key_pem);
  const bool fit =
      !chain.empty() && key && X509_check_private_key(chain.front().get(), key.get()) == 1;
  ERR_clear_error();
  if (!fit) return nullptr;
  auto pair = std::make_shared<Pair>();
  pair->key = std::move(key);
  pair->certificate = std::move(chain.front());
  for (std::size_t i = 1; i < chain.size(); ++i) {
    sk_X509_push(pair->between.get(), chain[i].release());
  }
  return pair;
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
