#include "web/ctl/session_json.h"

#include <fmt/core.h>

#include "protocols/io/durable_file.h"
#include "protocols/io/environment.h"
#include "protocols/io/random.h"
#include "web/ctl/failure.h"

namespace ctl {

namespace {

using protocols::io::HttpAnswer;
using protocols::io::HttpFailure;
using protocols::io::HttpRequest;

// Speaking a long text or a full disk may keep the server busy for a while.
constexpr auto patience = std::chrono::minutes(3);

[[noreturn]] void throw_network(const HttpAnswer& answer, const std::string& server) {
  throw Failure(
      Exit::unreachable,
      fmt::format("Không tới được máy chủ {0}: {1}\nThe server {0} cannot be reached: {1}", server,
                  answer.detail));
}

// "dòng 12 unknown_parent: …" for each detail of an RFC 9457 problem, in both languages.
std::string details_of(const Json& problem) {
  std::string out;
  for (const auto& detail : problem.value("errors", Json::array())) {
    std::string where = detail.value("pointer", "");
    if (detail.contains("line")) where = fmt::format("{}", detail["line"].get<int>());
    out += fmt::format("\n  {} {}: {} / {}", where, detail.value("code", ""),
                       detail.value("vi", ""), detail.value("en", ""));
  }
  return out;
}

[[noreturn]] void throw_problem(const HttpAnswer& answer) {
  const Json problem = Json::parse(answer.body, nullptr, false);
  if (!problem.is_object() || !problem.contains("code")) {
    throw Failure(Exit::refused,
                  fmt::format("HTTP {}: {}", answer.status, answer.body.substr(0, 300)));
  }
  const Exit exit = answer.status == 401 ? Exit::signed_out : Exit::refused;
  throw Failure(exit, fmt::format("{} ({}, HTTP {})\n{}{}", problem.value("vi", ""),
                                  problem.value("code", ""), answer.status, problem.value("en", ""),
                                  details_of(problem)));
}

Json body_of(const HttpAnswer& answer) {
  return answer.body.empty() ? Json() : Json::parse(answer.body);
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

std::string Session::server() const {
  if (!settings_.server.empty()) return settings_.server;
  if (settings_.data.empty()) {
    throw Failure(Exit::usage,
                  "Cần --server cùng --ca, hoặc --data\nGive --server and --ca, or --data");
  }
  const auto ports = protocols::io::read_if_present(settings_.data / "ports.json");
  if (!ports) {
    throw Failure(Exit::unreachable,
                  fmt::format("vangd chưa chạy với thư mục {0}\nvangd does not run on {0}",
                              settings_.data.string()));
  }
  return fmt::format("https://localhost:{}", Json::parse(*ports).at("console").get<int>());
}

std::filesystem::path Session::token_file() const {
  if (!settings_.token_file.empty()) return settings_.token_file;
  const auto config = protocols::io::environment("XDG_CONFIG_HOME");
  const auto home = protocols::io::environment("HOME");
  const auto base = !config.empty()
                        ? std::filesystem::path(config)
                        : std::filesystem::path(home.empty() ? "/root" : home) / ".config";
  return base / "vangctl" / "token";
}

protocols::io::HttpClient& Session::client() {
  if (!client_) {
    const auto file = settings_.ca.empty() ? settings_.data / "trust" / "ca.pem" : settings_.ca;
    const auto pem = protocols::io::read_if_present(file);
    if (!pem) {
      throw Failure(Exit::usage, fmt::format("Không có chứng thư gốc {0}\nNo CA certificate {0}",
                                             file.string()));
    }
    client_.emplace(protocols::io::HttpTrust::pinned(*pem));
  }
  return *client_;
}

HttpRequest Session::request(const std::string& method, const std::string& path,
                             const Query& query) const {
  HttpRequest request;
  request.method = method;
  request.url = server() + "/api/v1" + path;
  char mark = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    request.url += fmt::format("{}{}={}", mark, name, escaped(value));
    mark = '&';
  }
  request.timeout = patience;
  request.max_answer = std::size_t{256} << 20;
  if (const auto token = protocols::io::read_if_present(token_file())) {
    request.headers.emplace_back("Authorization", "Bearer " + *token);
  }
  return request;
}

HttpAnswer Session::ask(const HttpRequest& request) {
  auto answer = client().send(request);
  if (answer.failure != HttpFailure::none) throw_network(answer, server());
  if (!answer.ok()) throw_problem(answer);
  return answer;
}

Json Session::answer_of(const HttpRequest& request) {
  return body_of(ask(request));
}

Json Session::get(const std::string& path, const Query& query) {
  return answer_of(request("GET", path, query));
}

std::string Session::bytes(const std::string& path, const Query& query) {
  return ask(request("GET", path, query)).body;
}

std::pair<Json, std::string> Session::get_with_etag(const std::string& path) {
  const auto answer = ask(request("GET", path, {}));
  return {body_of(answer), answer.header("etag").value_or("")};
}

Json Session::send(const std::string& method, const std::string& path, const Json& body,
                   const std::string& etag) {
  auto asked = request(method, path, {});
  if (!body.is_null()) {
    asked.headers.emplace_back("Content-Type", "application/json");
    asked.body = body.dump();
  }
  if (!etag.empty()) asked.headers.emplace_back("If-Match", etag);
  return answer_of(asked);
}

Json Session::post(const std::string& path, const Json& body) {
  return send("POST", path, body, {});
}

Json Session::post_once(const std::string& path, const Json& body, const std::string& etag) {
  auto asked = request("POST", path, {});
  if (!body.is_null()) {
    asked.headers.emplace_back("Content-Type", "application/json");
    asked.body = body.dump();
  }
  if (!etag.empty()) asked.headers.emplace_back("If-Match", etag);
  asked.headers.emplace_back("Idempotency-Key", protocols::io::random_token());
  auto answer = client().send(asked);
  if (answer.failure != HttpFailure::none) answer = client().send(asked);
  if (answer.failure != HttpFailure::none) throw_network(answer, server());
  if (!answer.ok()) throw_problem(answer);
  return body_of(answer);
}

Json Session::upload(const std::string& path, const Query& query, const std::string& media,
                     std::string bytes) {
  auto asked = request("POST", path, query);
  asked.headers.emplace_back("Content-Type", media);
  asked.body = std::move(bytes);
  asked.timeout = std::chrono::hours(2);
  return answer_of(asked);
}

void Session::drop(const std::string& path) {
  ask(request("DELETE", path, {}));
}

void Session::sign_in(const std::string& login, const std::string& password) {
  auto asked = request("POST", "/session", {});
  asked.headers = {{"Content-Type", "application/json"}, {"User-Agent", "vangctl"}};
  asked.body = Json{{"login", login}, {"password", password}, {"client", "tool"}}.dump();
  const Json answer = answer_of(asked);
  // A name without a folder stands in the current one.
  if (const auto folder = token_file().parent_path(); !folder.empty()) {
    std::filesystem::create_directories(folder);
  }
  protocols::io::write_durably(token_file(), answer.at("token").get<std::string>(), 0600);
}

void Session::sign_out() {
  drop("/session");
  std::filesystem::remove(token_file());
}

}  // namespace ctl
