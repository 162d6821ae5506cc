#pragma once

#include <curl/curl.h>
#include <openssl/x509.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "protocols/io/http_client.h"

namespace protocols::io {

/// The CA certificates of a PEM text, ready to replace the store of a TLS context. Checks no dates.
/// Immutable after construction.
class CertificateStore {
 public:
  /// std::runtime_error if there is no certificate in it.
  explicit CertificateStore(const std::string& pem);
  X509_STORE* get() const { return store_.get(); }

 private:
  struct Free {
    void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  };
  std::unique_ptr<X509_STORE, Free> store_;
};

/// One libcurl handle with our settings: the part of HttpClient that knows libcurl. Confined to its
/// owner.
class CurlSession {
 public:
  /// Where an answer goes. Returning false ends the transfer; so does an exception, which perform()
  /// throws on once libcurl has cleaned up.
  class Sink {
   public:
    virtual ~Sink() = default;
    /// Once, with status and headers, before the first byte of the body (also of an empty one).
    virtual bool begin(int status, const HttpAnswer& head) = 0;
    virtual bool receive(std::string_view bytes) = 0;
  };

  CurlSession(bool check_server, std::optional<CertificateStore> pinned);
  CurlSession(const CurlSession&) = delete;
  CurlSession& operator=(const CurlSession&) = delete;
  ~CurlSession();

  /// Everything but the body. `stalled_after` 0 = no limit; a request timeout 0 = no limit.
  HttpAnswer perform(const HttpRequest& request, Sink& sink, std::stop_token cancel,
                     std::chrono::seconds stalled_after);

 private:
  struct Transfer;
  void set_up(const HttpRequest& request, std::chrono::seconds stalled_after);
  void set_trust();

  bool check_server_;
  std::optional<CertificateStore> pinned_;
  CURL* curl_;
};

}  // namespace protocols::io
