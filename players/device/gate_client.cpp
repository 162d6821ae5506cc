#include "players/device/gate_client.h"

#include <algorithm>
#include <utility>

#include "players/device/gate_json.h"

namespace players {

namespace io = protocols::io;
namespace trust = protocols::trust;

/// One HTTP client for the length of one request; its connection is kept for the next.
class GateClient::Borrowed {
 public:
  explicit Borrowed(GateClient& gate) : gate_(gate) {
    gate_.idle_.with([this](auto& idle) {
      if (idle.empty()) return;
      client_ = std::move(idle.back());
      idle.pop_back();
    });
    if (!client_)
      client_ = std::make_unique<io::HttpClient>(io::HttpTrust::pinned(gate_.settings_.ca_pem));
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    gate_.idle_.with([this](auto& idle) { idle.push_back(std::move(client_)); });
  }
  io::HttpClient* operator->() { return client_.get(); }

 private:
  GateClient& gate_;
  std::unique_ptr<io::HttpClient> client_;
};

GateClient::GateClient(const DeviceIdentity& identity, io::Clock& clock, Settings settings)
    : identity_(identity), clock_(clock), settings_(std::move(settings)) {}

GateClient::~GateClient() = default;

void GateClient::cancel() {
  cancel_.request_stop();
}

std::vector<std::string> GateClient::addresses_in_order() const {
  auto addresses = settings_.addresses;
  const auto good = last_good_.copy();
  std::stable_partition(addresses.begin(), addresses.end(),
                        [&](const auto& address) { return address == good; });
  return addresses;
}

void GateClient::remember(const std::string& address) {
  last_good_.set(address);
}

GateAnswer GateClient::send_anywhere(io::HttpRequest request, const std::string& path) {
  GateAnswer answer;
  request.connect_timeout = settings_.connect_timeout;
  request.timeout = settings_.timeout;
  Borrowed client(*this);
  for (const auto& address : addresses_in_order()) {
    if (cancel_.stop_requested()) break;
    request.url = address + path;
    auto http = client->send(request, cancel_.get_token());
    if (http.failure != io::HttpFailure::none) {
      answer.problem = address + ": " + http.detail;
      continue;
    }
    remember(address);
    answer.status = http.status;
    if (!answer.ok())
      answer.problem =
          address + path + ": " + std::to_string(http.status) + " " + problem_text(http.body);
    else
      answer.problem.clear();
    if (const auto seconds = http.header("retry-after"))
      answer.retry_after = std::chrono::seconds(std::atoi(seconds->c_str()));
    answer.body = std::move(http.body);
    return answer;
  }
  return answer;
}

GateAnswer GateClient::post(const std::string& path, std::string body) {
  io::HttpRequest request;
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(body);
  return send_anywhere(std::move(request), path);
}

GateAnswer GateClient::time(std::string_view nonce) {
  return post("/v1/time", time_request_json(nonce));
}

GateAnswer GateClient::renew() {
  auto answer = post("/v1/nonce", nonce_request_json(settings_.device));
  if (!answer.ok()) return answer;
  const auto nonce = parse_nonce_answer(answer.body);
  if (!nonce) return {0, {}, "the answer to /v1/nonce holds no nonce", {}};
  const auto proof =
      identity_.sign(trust::DocumentType::session, session_proof_payload(settings_.device, *nonce));
  answer = post("/v1/session", session_request_json(settings_.device, *nonce, proof));
  if (!answer.ok()) return answer;
  const auto session = parse_session_answer(answer.body);
  if (!session) return {0, {}, "the answer to /v1/session is no session", {}};
  // A media token lives an hour of the controller's clock; we count fifty minutes of our own.
  bearer_.set({session->bearer, clock_.steady() + std::chrono::minutes(50)});
  answer.body = session->jwt;
  return answer;
}

std::optional<std::string> GateClient::bearer(GateAnswer& answer) {
  const auto held = bearer_.copy();
  if (!held.token.empty() && clock_.steady() < held.until) return held.token;
  answer = renew();
  if (!answer.ok()) return {};
  return bearer_.copy().token;
}

GateAnswer GateClient::get_with_bearer(const std::string& path) {
  GateAnswer answer;
  for (int attempt = 0; attempt < 2; attempt++) {
    const auto token = bearer(answer);
    if (!token) return answer;
    io::HttpRequest request;
    request.headers = {{"Authorization", "Bearer " + *token}};
    answer = send_anywhere(std::move(request), path);
    if (answer.status != 401) return answer;
    bearer_.set({});
  }
  return answer;
}

GateAnswer GateClient::document(std::string_view hash) {
  return get_with_bearer("/v1/documents/" + std::string(hash));
}

GateAnswer GateClient::bundle(std::string_view order, std::size_t index) {
  return get_with_bearer("/v1/bundles/" + std::string(order) + "/" + std::to_string(index));
}

io::DownloadResult GateClient::media(std::string_view sha256, const std::filesystem::path& file,
                                     std::uint64_t max_bytes) {
  io::DownloadResult result;
  for (int attempt = 0; attempt < 2; attempt++) {
    GateAnswer answer;
    const auto token = bearer(answer);
    if (!token) {
      result.outcome = io::DownloadOutcome::interrupted;
      result.detail = answer.problem;
      result.retry_after = answer.retry_after;
      return result;
    }
    Borrowed client(*this);
    for (const auto& address : addresses_in_order()) {
      io::Download download;
      download.url = address + "/v1/media/" + std::string(sha256);
      download.headers = {{"Authorization", "Bearer " + *token}};
      download.file = file;
      download.sha256 = sha256;
      download.max_bytes = max_bytes;
      download.connect_timeout = settings_.connect_timeout;
      download.cancel = cancel_.get_token();
      result = client->download(download);
      if (result.outcome != io::DownloadOutcome::interrupted || result.bytes_received > 0) break;
    }
    if (result.status != 401) return result;
    bearer_.set({});
  }
  return result;
}

}  // namespace players
