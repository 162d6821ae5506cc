#include "protocols/io/http_client.h"

#include <algorithm>

#include "protocols/io/curl_session.h"
#include "protocols/io/download_file.h"
#include "protocols/io/storage_error.h"

namespace protocols::io {
namespace {

DownloadOutcome outcome_of(HttpFailure failure) {
  switch (failure) {
    case HttpFailure::untrusted:
      return DownloadOutcome::untrusted;
    case HttpFailure::cancelled:
      return DownloadOutcome::cancelled;
    default:
      return DownloadOutcome::interrupted;
  }
}

std::optional<std::chrono::seconds> seconds_in(const std::optional<std::string>& header) {
  if (!header || header->empty() || header->size() > 6) return std::nullopt;
  std::int64_t seconds = 0;
  for (const char c : *header) {
    if (c < '0' || c > '9') return std::nullopt;
    seconds = seconds * 10 + (c - '0');
  }
  return std::chrono::seconds(seconds);
}

/// One attempt's bytes on their way into the part file.
class Receiver final : public CurlSession::Sink {
 public:
  Receiver(const Download& wanted, DownloadFile& part) : wanted_(wanted), part_(part) {}

  bool begin(int status, const HttpAnswer& head) override {
    status_ = status;
    if (status == 200) {
      part_.restart();
    } else if (status == 206) {
      // A server that answers with another piece than asked for would leave a hole.
      const auto range = head.header("content-range").value_or("");
      if (!range.starts_with("bytes " + std::to_string(part_.size()) + "-")) {
        part_.restart();
        return refuse("Content-Range does not go on where we are");
      }
    } else {
      return true;  // an error page: its bytes are not content
    }
    const auto length = head.header("content-length").value_or("");
    std::uint64_t more = 0;
    for (const char c : length.substr(0, 18)) more = more * 10 + static_cast<unsigned>(c - '0');
    expected_ = length.empty() ? 0 : part_.size() + more;
    if (wanted_.max_bytes != 0 && expected_ > wanted_.max_bytes) too_large_ = true;
    return !too_large_;
  }

  bool receive(std::string_view bytes) override {
    if (status_ != 200 && status_ != 206) return true;
    received_ += bytes.size();
    if (wanted_.max_bytes != 0 && part_.size() + bytes.size() > wanted_.max_bytes) {
      too_large_ = true;
      return false;
    }
    try {
      part_.append(bytes);
    } catch (const StorageFull& full) {
      full_ = true;
      return refuse(full.what());
    } catch (const StorageError& error) {
      broken_ = true;
      return refuse(error.what());
    }
    if (wanted_.progress) wanted_.progress(part_.size(), expected_);
    return true;
  }

  bool too_large() const { return too_large_; }
  bool full() const { return full_; }
  bool broken() const { return broken_; }
  const std::string& why() const { return why_; }
  std::uint64_t received() const { return received_; }

 private:
  bool refuse(std::string why) {
    why_ = std::move(why);
    return false;
  }

  const Download& wanted_;
  DownloadFile& part_;
  int status_ = 0;
  std::uint64_t expected_ = 0;
  std::uint64_t received_ = 0;
  bool too_large_ = false;
  bool full_ = false;
  bool broken_ = false;
  std::string why_;
};

HttpRequest request_for(const Download& wanted, std::uint64_t have) {
  HttpRequest request;
  request.url = wanted.url;
  request.headers = wanted.headers;
  if (have > 0) request.headers.emplace_back("Range", "bytes=" + std::to_string(have) + "-");
  request.connect_timeout = wanted.connect_timeout;
  request.timeout = std::chrono::milliseconds::zero();
  return request;
}

DownloadResult finish(const Download& wanted, DownloadFile& part, DownloadResult result) {
  result.bytes = part.size();
  if (part.finish_hex() != wanted.sha256) {
    part.discard();
    result.outcome = DownloadOutcome::wrong_hash;
    result.detail = "the content has another SHA-256 than asked for";
    return result;
  }
  part.keep_as(wanted.file);
  result.outcome = DownloadOutcome::complete;
  return result;
}

DownloadResult attempt(CurlSession& session, const Download& wanted, DownloadFile& part) {
  Receiver receiver(wanted, part);
  const auto answer = session.perform(request_for(wanted, part.size()), receiver, wanted.cancel,
                                      wanted.stalled_after);
  DownloadResult result;
  result.status = answer.status;
  result.detail = receiver.why().empty() ? answer.detail : receiver.why();
  result.retry_after = seconds_in(answer.header("retry-after"));
  result.bytes_received = receiver.received();
  result.bytes = part.size();
  if (receiver.too_large()) {
    part.discard();
    result.outcome = DownloadOutcome::too_large;
  } else if (receiver.full()) {
    result.outcome = DownloadOutcome::storage_full;
  } else if (receiver.broken()) {
    result.outcome = DownloadOutcome::storage;
  } else if (answer.failure != HttpFailure::none) {
    result.outcome = outcome_of(answer.failure);
  } else if (answer.status != 200 && answer.status != 206) {
    result.outcome = DownloadOutcome::refused;
  } else {
    return finish(wanted, part, std::move(result));
  }
  return result;
}

DownloadResult stopped_by(DownloadOutcome outcome, const StorageError& error) {
  DownloadResult result;
  result.outcome = outcome;
  result.detail = error.what();
  return result;
}

/// Keeps an answer's body in memory, up to a limit.
class BodySink final : public CurlSession::Sink {
 public:
  explicit BodySink(std::size_t at_most) : at_most_(at_most) {}
  bool begin(int, const HttpAnswer&) override { return true; }
  bool receive(std::string_view bytes) override {
    too_large_ = body_.size() + bytes.size() > at_most_;
    if (!too_large_) body_ += bytes;
    return !too_large_;
  }
  bool too_large() const { return too_large_; }
  std::string take() { return std::move(body_); }

 private:
  std::size_t at_most_;
  std::string body_;
  bool too_large_ = false;
};

}  // namespace

std::optional<std::string> HttpAnswer::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const auto& header) { return header.first == name; });
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

HttpTrust HttpTrust::pinned(std::string pem) {
  return {Mode::pinned, std::move(pem)};
}
HttpTrust HttpTrust::system() {
  return {Mode::system, {}};
}
HttpTrust HttpTrust::nobody() {
  return {Mode::nobody, {}};
}

class HttpClient::Session final : public CurlSession {
 public:
  using CurlSession::CurlSession;
};

HttpClient::HttpClient(HttpTrust trust) {
  const bool check = trust.mode_ != HttpTrust::Mode::nobody;
  if (trust.mode_ == HttpTrust::Mode::pinned) {
    session_ = std::make_unique<Session>(check, CertificateStore(trust.pem_));
  } else {
    session_ = std::make_unique<Session>(check, std::nullopt);
  }
}

HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::send(const HttpRequest& request, std::stop_token cancel) {
  BodySink sink(request.max_answer);
  auto answer = session_->perform(request, sink, std::move(cancel), std::chrono::seconds(0));
  answer.body = sink.take();
  if (sink.too_large()) {
    answer.failure = HttpFailure::too_large;
    answer.detail = "more than " + std::to_string(request.max_answer) + " bytes";
  }
  return answer;
}

DownloadResult HttpClient::download(const Download& wanted) {
  try {
    DownloadFile part(wanted.file);
    auto result = attempt(*session_, wanted, part);
    const bool past_the_end = result.status == 416 && part.size() > 0;
    if (!past_the_end) return result;
    // All bytes are there already (a kill came before the rename), or the part is longer than the
    // content ever was: the hash says which.
    DownloadResult whole = finish(wanted, part, result);
    if (whole.ok()) return whole;
    part.restart();
    return attempt(*session_, wanted, part);
  } catch (const StorageFull& full) {
    return stopped_by(DownloadOutcome::storage_full, full);
  } catch (const StorageError& error) {
    return stopped_by(DownloadOutcome::storage, error);
  }
}

}  // namespace protocols::io
