#include "players/device/enrolment.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "players/device/gate_json.h"
#include "protocols/io/backoff.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/io/http_client.h"
#include "protocols/io/log.h"
#include "protocols/trust/verifier.h"

namespace players {

namespace io = protocols::io;
namespace trust = protocols::trust;

namespace {

constexpr auto done_file = "enrolment.json";
constexpr auto string_file = "enrolment.string";
constexpr auto ca_file = "ca.pem";

// Waits, but not beyond a stop request.
void wait_or_stop(std::chrono::milliseconds time, std::stop_token stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

/// "vi: why / en: why", with the reason's own sentences.
std::string refused_text(const std::string& vi, const std::string& en, trust::Reason reason) {
  const auto why = trust::text(reason);
  return vi + ": " + std::string(why.vi) + " / " + en + ": " + std::string(why.en) + " (" +
         std::string(trust::code(reason)) + ")";
}

}  // namespace

std::string certificate_sha256(std::string_view pem) {
  constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----";
  const auto from = pem.find(begin);
  const auto to = pem.find("-----END CERTIFICATE-----");
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
  // PEM is base64 of RFC 4648 section 4; our decoder reads section 5 without padding.
  std::string body;
  for (const char c : pem.substr(from + begin.size(), to - from - begin.size()))
    if (c == '+')
      body += '-';
    else if (c == '/')
      body += '_';
    else if (c != '\n' && c != '\r' && c != '=')
      body += c;
  const auto der = io::from_base64url(body);
  return der ? io::sha256_base64url(*der) : std::string{};
}

Enrolment::Enrolment(std::filesystem::path folder, const DeviceIdentity& identity)
    : folder_(std::move(folder)), identity_(identity) {}

std::optional<Enrolled> Enrolment::done() const {
  const auto text = io::read_if_present(folder_ / done_file);
  if (!text) return {};
  auto enrolled = parse_enrolled(*text);
  if (!enrolled)
    throw std::runtime_error("cannot read the enrolment in " + (folder_ / done_file).string());
  return enrolled;
}

std::optional<EnrolmentString> Enrolment::begin(const std::optional<std::string>& given) {
  const auto kept = io::read_if_present(folder_ / string_file);
  const auto& text = given ? given : kept;
  if (!text) return {};
  const auto string = parse_enrolment_string(*text);
  if (!string)
    throw EnrolmentRefused(
        "Đây không phải chuỗi đăng ký thiết bị (bắt đầu bằng vang1:) / "
        "this is not an enrolment string (it begins with vang1:)");
  if (const auto enrolled = done(); enrolled && enrolled->root != string->root)
    throw EnrolmentRefused(
        "Thiết bị đã thuộc về hệ thống khác; hãy dùng thư mục dữ liệu mới / "
        "this device belongs to another installation; use a new data folder: " +
        folder_.string());
  if (given) io::write_durably(folder_ / string_file, *given, 0600);
  return string;
}

std::string Enrolment::fetch_ca(const EnrolmentString& string, std::stop_token stop) const {
  if (auto kept = io::read_if_present(folder_ / ca_file);
      kept && certificate_sha256(*kept) == string.ca_sha256)
    return *kept;
  std::string problem;
  for (const auto& address : string.addresses) {
    io::HttpClient client(io::HttpTrust::nobody());
    io::HttpRequest request;
    request.url = address + "/v1/ca";
    request.timeout = request.connect_timeout;
    const auto answer = client.send(request, stop);
    if (answer.ok() && certificate_sha256(answer.body) == string.ca_sha256) {
      io::write_durably(folder_ / ca_file, answer.body);
      return answer.body;
    }
    problem += " " + address + ": " +
               (answer.ok() ? "its CA is not the one the enrolment string names"
                            : answer.detail + " (status " + std::to_string(answer.status) + ")");
  }
  throw std::runtime_error("cannot fetch the CA of the controller:" + problem);
}

EnrolmentAnswer Enrolment::ask(const EnrolmentString& string, const std::string& ca,
                               std::stop_token stop) const {
  io::HttpRequest request;
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = enrol_request_json(
      string.token, identity_.public_key().jwk(), identity_.nkey(),
      identity_.sign(trust::DocumentType::enrol, enrol_proof_payload(string.token)));
  std::string problem;
  for (const auto& address : string.addresses) {
    io::HttpClient client(io::HttpTrust::pinned(ca));
    request.url = address + "/v1/enrol";
    const auto answer = client.send(request, stop);
    if (answer.ok()) {
      if (auto parsed = parse_enrolment_answer(answer.body)) return *parsed;
      problem += " " + address + ": the answer is no enrolment";
    } else if (answer.status >= 400 && answer.status < 500 && answer.status != 429) {
      throw EnrolmentRefused("Máy chủ từ chối đăng ký / the controller refused the enrolment: " +
                             problem_text(answer.body) + " (" + std::to_string(answer.status) +
                             ")");
    } else {
      problem +=
          " " + address + ": " + answer.detail + " (status " + std::to_string(answer.status) + ")";
    }
  }
  throw std::runtime_error("cannot redeem the enrolment string:" + problem);
}

void Enrolment::check(const EnrolmentString& string, const EnrolmentAnswer& answer) const {
  trust::Verifier verifier(string.root);
  if (const auto keyring = verifier.accept_keyring(answer.keyring); !keyring)
    throw EnrolmentRefused(refused_text("Vòng khóa trong câu trả lời đăng ký bị từ chối",
                                        "the keyring of the enrolment is refused",
                                        keyring.reason()));
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::placement;
  expectation.device = answer.device;
  expectation.device_kid = identity_.kid();
  if (const auto placement = verifier.verify(answer.placement, expectation); !placement)
    throw EnrolmentRefused(refused_text("Vị trí lắp đặt trong câu trả lời đăng ký bị từ chối",
                                        "the placement of the enrolment is refused",
                                        placement.reason()));
}

Enrolled Enrolment::redeem(const EnrolmentString& string, std::stop_token stop) {
  const auto ca = fetch_ca(string, stop);
  const auto answer = ask(string, ca, stop);
  check(string, answer);
  io::make_folder(folder_ / "documents");
  io::write_durably(folder_ / "documents" / "keyring.jws", answer.keyring);
  io::write_durably(folder_ / "documents" / "placement.jws", answer.placement);
  const Enrolled enrolled{answer.device, answer.jwt, string.root, answer.link, answer.devices};
  keep(folder_, enrolled);
  io::remove_durably(folder_ / string_file);
  return enrolled;
}

std::optional<Enrolled> Enrolment::redeem_patiently(const EnrolmentString& string,
                                                    std::stop_token stop) {
  io::Backoff backoff(std::chrono::seconds(2), std::chrono::seconds(60));
  while (!stop.stop_requested()) {
    try {
      return redeem(string, stop);
    } catch (const EnrolmentRefused&) {
      throw;
    } catch (const std::runtime_error& error) {
      const auto wait = backoff.next();
      io::log::warning("enrolment: not yet",
                       {{"cause", error.what()}, {"again_in_ms", wait.count()}});
      wait_or_stop(wait, stop);
    }
  }
  return {};
}

void Enrolment::keep(const std::filesystem::path& folder, const Enrolled& enrolled) {
  io::write_durably(folder / done_file, enrolled_to_json(enrolled), 0600);
}

std::string Enrolment::ca_pem(const std::filesystem::path& folder) {
  return io::read_file(folder / ca_file);
}

}  // namespace players
