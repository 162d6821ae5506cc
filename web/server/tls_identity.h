#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string_view>

#include "protocols/io/guarded.h"

namespace web {

// The certificate and key that a listener shows to connections from now on; those that stand keep
// what they began with. Until the first use() it is the context's own, and so it is for whoever
// asks for a host (SNI) that only the context's own names: `localhost`, which vangctl on this
// machine asks for. Thread-safe.
class TlsIdentity {
 public:
  // Makes this context ask here at each handshake. This outlives the context.
  void serve(SSL_CTX* context);
  // Would use() take it?
  static bool can_use(std::string_view chain_pem, std::string_view key_pem);
  // PEM: own certificate first, then the authorities between. Throws std::runtime_error if OpenSSL
  // cannot use them; what was in use then stays.
  void use(std::string_view chain_pem, std::string_view key_pem);

 private:
  struct Pair;
  static std::shared_ptr<const Pair> pair_of(std::string_view chain_pem, std::string_view key_pem);
  static int choose(SSL* connection, void* self);

  protocols::io::Guarded<std::shared_ptr<const Pair>> now_;
};

}  // namespace web
