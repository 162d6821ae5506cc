#include "tests/unit/web/web_house.h"

#include <gtest/gtest.h>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "tests/places.h"

using protocols::io::HttpHeaders;

void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key,
                      const std::string& name, const std::string& alternatives) {
  const auto made = protocols::io::run_and_capture(
      {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
       "-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=" + alternatives, "-keyout",
       key.string(), "-out", certificate.string()});
  if (!made.ok()) throw std::runtime_error("openssl made no certificate: " + made.text());
}

const TestCertificate& TestCertificate::get() {
  static const fakes::TempDir folder;
  static const TestCertificate made = [] {
    TestCertificate files{folder / "cert.pem", folder / "key.pem", ""};
    make_certificate(files.certificate, files.key, "test", "IP:127.0.0.1,DNS:localhost");
    files.pem = protocols::io::read_file(files.certificate);
    return files;
  }();
  return made;
}

const Contract& contract() {
  static const Contract one(std::filesystem::path(tests::root()) / "web/openapi.yaml");
  return one;
}

std::string Reply::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

std::string Reply::code() const {
  const auto problem = nlohmann::json::parse(body, nullptr, false);
  return problem.is_object() ? problem.value("code", "") : "";
}

WebHouse::WebHouse(unsigned seats, unsigned reserved) {
  std::filesystem::create_directories(folder / "static/assets");
  std::filesystem::create_directories(folder / "uploads");
  controller.clips.folder = folder / "uploads";
  const auto& files = TestCertificate::get();
  web::ListenSettings listen;
  listen.address = "127.0.0.1";
  listen.certificate = files.certificate;
  listen.key = files.key;
  listen.seats = seats;
  listen.reserved = reserved;
  listen.per_address = 1000;
  server =
      std::make_unique<web::ConsoleServer>(listen, folder / "static", controller.services(), clock);
}

std::string WebHouse::url(const std::string& target) const {
  return "https://127.0.0.1:" + std::to_string(port()) + target;
}

Reply WebHouse::raw(const std::string& method, const std::string& target, std::string body,
                    HttpHeaders headers) {
  protocols::io::HttpClient client(protocols::io::HttpTrust::pinned(TestCertificate::get().pem));
  protocols::io::HttpRequest request;
  request.method = method;
  request.url = url(target);
  request.headers = std::move(headers);
  request.body = std::move(body);
  const auto answer = client.send(request);
  EXPECT_EQ(answer.failure, protocols::io::HttpFailure::none) << answer.detail;
  return {answer.status, answer.headers, answer.body};
}

Reply WebHouse::ask(const std::string& method, const std::string& path, std::string body,
                    HttpHeaders headers) {
  bool shown = false;
  bool typed = false;
  for (const auto& [name, value] : headers) {
    shown = shown || name == "Authorization" || name == "Cookie";
    typed = typed || name == "Content-Type";
  }
  if (!shown) headers.emplace_back("Authorization", "Bearer good-token");
  if (!typed && !body.empty()) headers.emplace_back("Content-Type", "application/json");
  auto reply = raw(method, "/api/v1" + path, std::move(body), std::move(headers));
  const auto plain = path.substr(0, path.find('?'));
  for (const auto& fault :
       contract().check(method, plain, reply.status, reply.header("content-type"), reply.body)) {
    ADD_FAILURE() << method << " " << path << " → " << reply.status << ": " << fault << "\n"
                  << reply.body.substr(0, 2000);
  }
  return reply;
}
