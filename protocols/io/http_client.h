#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTPS for worker threads: every call blocks until it has an outcome. What the network does is a
/// value, never an exception.
namespace protocols::io {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  std::string url{};
  HttpHeaders headers{};
  std::string body{};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);
  std::chrono::milliseconds timeout = std::chrono::seconds(60);
  /// More answer than this is `too_large`.
  std::size_t max_answer = 16U << 20;
};

enum class HttpFailure {
  none,         ///< an answer came, whatever its status
  unreachable,  ///< no address, refused, reset, network gone
  timed_out,
  untrusted,  ///< the server's certificate does not lead to our CA, or names another host
  too_large,
  cancelled,
  invalid  ///< the request itself is wrong (URL)
};

struct HttpAnswer {
  HttpFailure failure = HttpFailure::none;
  std::string detail{};  ///< cause in words, for the log; empty without failure
  int status = 0;
  HttpHeaders headers{};  ///< names in lower case
  std::string body{};
  bool ok() const { return failure == HttpFailure::none && status >= 200 && status < 300; }
  /// First header of this (lower case) name.
  std::optional<std::string> header(std::string_view name) const;
};

struct Download {
  std::string url{};
  HttpHeaders headers{};
  /// Where the content lies when it is whole and right. Until then `<file>.part` holds what came,
  /// and the next attempt goes on from there with a Range request.
  std::filesystem::path file{};
  /// 64 lower-case hex digits; content with another hash never gets the name `file`.
  std::string sha256{};
  /// More than this is `too_large`; 0 = no limit.
  std::uint64_t max_bytes = 0;
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);
  /// Given up (and kept for resuming) when less than 1 byte a second came for this long.
  std::chrono::seconds stalled_after = std::chrono::seconds(30);
  /// Bytes on disk, bytes expected (0 = not yet known). Called on the calling thread.
  std::function<void(std::uint64_t, std::uint64_t)> progress{};
  std::stop_token cancel{};
};

enum class DownloadOutcome {
  none,
  complete,      ///< `file` is there, verified and durable
  interrupted,   ///< network failure; the part is kept
  refused,       ///< an HTTP status other than 200, 206 (see status, retry_after)
  wrong_hash,    ///< all came, but other bytes; the part is deleted
  too_large,     ///< the part is deleted
  storage_full,  ///< the part is kept as far as it was written
  storage,       ///< another disk error, see detail
  untrusted,
  cancelled
};

struct DownloadResult {
  DownloadOutcome outcome = DownloadOutcome::none;
  std::string detail{};
  int status = 0;
  /// What the server asked for with Retry-After (seconds form).
  std::optional<std::chrono::seconds> retry_after{};
  std::uint64_t bytes = 0;           ///< size of the file or part now
  std::uint64_t bytes_received = 0;  ///< by this attempt
  bool ok() const { return outcome == DownloadOutcome::complete; }
};

/// Whom the client believes.
///
/// `pinned`: only chains that end in the CA(s) of `pem`; the host name must match; *dates are not
/// checked* (X509_V_FLAG_NO_CHECK_TIME), because a device whose clock starts in 1970 must connect
/// to learn the time, and the pin is the trust. The system's CAs play no part. `system`: the usual
/// Web CAs, dates checked. `nobody`: nothing is verified. Only for `GET /v1/ca`, whose answer is
/// checked against the hash in the enrolment string.
class HttpTrust {
 public:
  static HttpTrust pinned(std::string pem);
  static HttpTrust system();
  static HttpTrust nobody();

 private:
  friend class HttpClient;
  enum class Mode { none, pinned, system, nobody };
  HttpTrust(Mode mode, std::string pem) : mode_(mode), pem_(std::move(pem)) {}
  Mode mode_;
  std::string pem_;
};

/// Requests one after the other over a kept connection. Redirects are not followed; only http and
/// https. Confined to its owner: one client for each worker thread.
class HttpClient {
 public:
  /// Throws std::runtime_error if the PEM holds no certificate.
  explicit HttpClient(HttpTrust trust);
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;
  ~HttpClient();

  HttpAnswer send(const HttpRequest& request, std::stop_token cancel = {});
  DownloadResult download(const Download& download);

 private:
  class Session;
  std::unique_ptr<Session> session_;
};

}  // namespace protocols::io
