#include "protocols/io/curl_session.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <stdexcept>

namespace protocols::io {
namespace {

void start_curl() {
  static const auto ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw std::runtime_error("cannot start libcurl");
}

CURLcode replace_store(CURL*, void* context, void* store) {
  auto* tls = static_cast<SSL_CTX*>(context);
  auto* ours = static_cast<X509_STORE*>(store);
  X509_STORE_up_ref(ours);
  SSL_CTX_set_cert_store(tls, ours);
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(tls), X509_V_FLAG_NO_CHECK_TIME);
  return CURLE_OK;
}

HttpFailure failure_of(CURLcode code) {
  switch (code) {
    case CURLE_OK:
      return HttpFailure::none;
    case CURLE_OPERATION_TIMEDOUT:
      return HttpFailure::timed_out;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return HttpFailure::untrusted;
    case CURLE_ABORTED_BY_CALLBACK:
      return HttpFailure::cancelled;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return HttpFailure::invalid;
    default:
      return HttpFailure::unreachable;
  }
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

HeaderList header_list(const HttpHeaders& headers) {
  // "Expect: 100-continue" costs a round trip with servers that do not answer it.
  HeaderList list(curl_slist_append(nullptr, "Expect:"));
  for (const auto& [name, value] : headers) {
    list.reset(curl_slist_append(list.release(), (name + ": " + value).c_str()));
  }
  return list;
}

}  // namespace

CertificateStore::CertificateStore(const std::string& pem) : store_(X509_STORE_new()) {
  struct FreeBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
  };
  const std::unique_ptr<BIO, FreeBio> in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  int count = 0;
  while (X509* certificate = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)) {
    count += X509_STORE_add_cert(store_.get(), certificate);
    X509_free(certificate);
  }
  if (count == 0) throw std::runtime_error("cannot use the CA: its PEM holds no certificate");
  X509_STORE_set_flags(store_.get(), X509_V_FLAG_NO_CHECK_TIME);
}

/// What the callbacks of one perform() share. libcurl is C: what the sink throws is kept here and
/// thrown again when libcurl has returned.
struct CurlSession::Transfer {
  CURL* curl;
  Sink& sink;
  std::stop_token cancel;
  HttpAnswer answer;
  bool begun = false;
  bool refused = false;
  std::exception_ptr thrown{};

  bool begin() {
    if (begun) return !refused;
    begun = true;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    refused = !sink.begin(answer.status, answer);
    return !refused;
  }

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const bool taken = transfer.guarded([&] {
      transfer.refused = !transfer.begin() || !transfer.sink.receive({data, size});
      return !transfer.refused;
    });
    return taken ? size : 0;
  }

  template <class Work>
  bool guarded(Work work) noexcept {
    try {
      return work();
    } catch (...) {
      thrown = std::current_exception();
      refused = true;
      return false;
    }
  }

  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line(data, size);
    return transfer.guarded([&] { return transfer.take_header(line); }) ? size : 0;
  }

  bool take_header(std::string_view line) {
    // A status line begins a new answer (after 100 Continue).
    if (line.starts_with("HTTP/")) answer.headers.clear();
    if (const auto colon = line.find(':'); colon != line.npos) {
      answer.headers.emplace_back(lower(trimmed(line.substr(0, colon))),
                                  trimmed(line.substr(colon + 1)));
    }
    return true;
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Transfer*>(self)->cancel.stop_requested() ? 1 : 0;
  }
};

CurlSession::CurlSession(bool check_server, std::optional<CertificateStore> pinned)
    : check_server_(check_server), pinned_(std::move(pinned)), curl_(nullptr) {
  start_curl();
  curl_ = curl_easy_init();
  if (curl_ == nullptr) throw std::runtime_error("cannot start libcurl: out of memory");
}

CurlSession::~CurlSession() {
  curl_easy_cleanup(curl_);
}

void CurlSession::set_trust() {
  curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYPEER, check_server_ ? 1L : 0L);
  curl_easy_setopt(curl_, CURLOPT_SSL_VERIFYHOST, check_server_ ? 2L : 0L);
  if (!pinned_) return;
  // The system's CAs must play no part, so libcurl loads none and our store replaces its own.
  curl_easy_setopt(curl_, CURLOPT_CAINFO, nullptr);
  curl_easy_setopt(curl_, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(curl_, CURLOPT_SSL_CTX_FUNCTION, replace_store);
  curl_easy_setopt(curl_, CURLOPT_SSL_CTX_DATA, pinned_->get());
}

void CurlSession::set_up(const HttpRequest& request, std::chrono::seconds stalled_after) {
  curl_easy_reset(curl_);
  set_trust();
  curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl_, CURLOPT_PROXY, "");
  curl_easy_setopt(curl_, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl_, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(request.connect_timeout.count()));
  curl_easy_setopt(curl_, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  if (stalled_after.count() > 0) {
    curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(stalled_after.count()));
  }
  curl_easy_setopt(curl_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method == "HEAD") curl_easy_setopt(curl_, CURLOPT_NOBODY, 1L);
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, request.body.data());
  }
}

HttpAnswer CurlSession::perform(const HttpRequest& request, Sink& sink, std::stop_token cancel,
                                std::chrono::seconds stalled_after) {
  set_up(request, stalled_after);
  const auto headers = header_list(request.headers);
  Transfer transfer{curl_, sink, std::move(cancel), {}};
  std::array<char, CURL_ERROR_SIZE> error{};
  curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl_, CURLOPT_ERRORBUFFER, error.data());
  curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, Transfer::on_body);
  curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl_, CURLOPT_HEADERFUNCTION, Transfer::on_header);
  curl_easy_setopt(curl_, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl_, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl_, CURLOPT_XFERINFOFUNCTION, Transfer::on_progress);
  curl_easy_setopt(curl_, CURLOPT_XFERINFODATA, &transfer);
  const auto code = curl_easy_perform(curl_);
  if (transfer.thrown) std::rethrow_exception(transfer.thrown);
  if (code == CURLE_OK) transfer.begin();
  // The sink's own refusal is its affair to name; for us the transfer was merely cut off.
  transfer.answer.failure = failure_of(code);
  if (code != CURLE_OK) {
    transfer.answer.detail = error[0] != '\0' ? error.data() : curl_easy_strerror(code);
  }
  return std::move(transfer.answer);
}

}  // namespace protocols::io
