#include "tests/unit/protocols/io/test_http_server.h"

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/read_until.hpp>
#include <asio/ssl.hpp>
#include <asio/write.hpp>
#include <atomic>

namespace protocols::io {
namespace {

using asio::ip::tcp;

std::size_t content_length(const std::string& head) {
  const auto at = head.find("Content-Length: ");
  return at == head.npos ? 0 : std::stoul(head.substr(at + 16));
}

template <class Stream>
void serve(Stream& stream, const TestHttpServer::Respond& respond) {
  asio::error_code error;
  std::string data;
  const auto head_end = asio::read_until(stream, asio::dynamic_buffer(data), "\r\n\r\n", error);
  if (error) return;
  const auto head = data.substr(0, head_end);
  auto body = data.substr(head_end);
  const auto wanted = content_length(head);
  while (body.size() < wanted && !error) {
    char piece[4096];
    body.append(piece, stream.read_some(asio::buffer(piece), error));
  }
  asio::write(stream, asio::buffer(respond(head, body)), error);
}

}  // namespace

class TestHttpServer::Acceptor {
 public:
  Acceptor(Respond respond, const std::optional<TestTls>& tls)
      : respond_(std::move(respond)), acceptor_(context_, {asio::ip::address_v4::loopback(), 0}) {
    if (!tls) return;
    tls_.emplace(asio::ssl::context::tls_server);
    tls_->use_certificate_chain(asio::buffer(tls->certificate_pem));
    tls_->use_private_key(asio::buffer(tls->key_pem), asio::ssl::context::pem);
  }

  void run() {
    while (!stopping_) {
      asio::error_code error;
      tcp::socket socket(context_);
      acceptor_.accept(socket, error);
      if (error || stopping_) continue;
      tls_ ? serve_tls(std::move(socket)) : serve(socket, respond_);
    }
  }

  void stop() {
    stopping_ = true;
    asio::io_context own;
    tcp::socket knock(own);
    asio::error_code ignored;
    knock.connect({asio::ip::address_v4::loopback(), port()}, ignored);
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  void serve_tls(tcp::socket socket) {
    asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
    asio::error_code error;
    stream.handshake(asio::ssl::stream_base::server, error);
    if (!error) serve(stream, respond_);
    stream.shutdown(error);
  }

  Respond respond_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  std::optional<asio::ssl::context> tls_;
  std::atomic<bool> stopping_{false};
};

TestHttpServer::TestHttpServer(Respond respond, std::optional<TestTls> tls)
    : acceptor_(std::make_unique<Acceptor>(std::move(respond), tls)),
      tls_(tls.has_value()),
      port_(acceptor_->port()),
      thread_([this] { acceptor_->run(); }) {}

TestHttpServer::~TestHttpServer() {
  acceptor_->stop();
  thread_.join();
}

std::string TestHttpServer::url(const std::string& path) const {
  return (tls_ ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_) + path;
}

std::string ok_answer(const std::string& body, const std::string& more_headers,
                      const std::string& status) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n" + more_headers + "\r\n" + body;
}

}  // namespace protocols::io
