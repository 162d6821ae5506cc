#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace protocols::io {

/// Whether and how the test's server speaks TLS.
struct TestTls {
  std::string certificate_pem;
  std::string key_pem;
};

/// Answers each connection with what `respond` makes of the request's head and body, then closes
/// it: every byte of the answer is the test's own, so it can be wrong. On a thread of its own.
class TestHttpServer {
 public:
  using Respond = std::function<std::string(const std::string& head, const std::string& body)>;
  explicit TestHttpServer(Respond respond, std::optional<TestTls> tls = {});
  TestHttpServer(const TestHttpServer&) = delete;
  TestHttpServer& operator=(const TestHttpServer&) = delete;
  ~TestHttpServer();
  std::uint16_t port() const { return port_; }
  std::string url(const std::string& path = "/") const;

 private:
  class Acceptor;
  std::unique_ptr<Acceptor> acceptor_;
  bool tls_;
  std::uint16_t port_;
  std::thread thread_;
};

/// "HTTP/1.1 200 OK" with a body and its length.
std::string ok_answer(const std::string& body, const std::string& more_headers = {},
                      const std::string& status = "200 OK");

}  // namespace protocols::io
