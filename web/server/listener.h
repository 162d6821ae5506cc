#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/server/settings.h"

namespace Poco::Net {
class HTTPServerRequest;
class HTTPServerResponse;
}  // namespace Poco::Net

namespace web {

// What a request handler may tell its connection. Confined to the connection's thread.
class Connection {
 public:
  virtual ~Connection() = default;
  // The peer has this long for what comes now (its body, taking our answer), then it is cut off.
  virtual void allow(std::chrono::milliseconds time) = 0;
  // So many connections are open that idle ones should not be kept.
  virtual bool crowded() const = 0;
};

// One HTTPS listener on Poco: TLS 1.3 only, HTTP/1.1, a bounded pool of threads, a limit of
// connections for each address, and deadlines against peers that dawdle. Not responsible for what
// requests mean. The threads are the pool's (named after the listener), plus Poco's acceptor and
// one for deadlines. Thread-safe.
class Listener {
 public:
  // Called on a pool thread for each request.
  using Serve = std::function<void(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse&,
                                   Connection&)>;

  // `name` is for threads and messages ("console"). Throws std::runtime_error (port in use, bad
  // certificate).
  Listener(std::string name, const ListenSettings& settings, Serve serve);
  // Shows this certificate to connections from now on. Throws std::runtime_error if it cannot.
  void use(std::string_view chain_pem, std::string_view key_pem);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  std::uint16_t port() const;
  void stop();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

// The seats of a listener: how many requests are being answered. Thread-safe.
class Seats {
 public:
  Seats(unsigned all, unsigned reserved) : all_(all), reserved_(reserved) {}
  // Urgent requests may also take the reserved ones. False = full.
  bool take(bool urgent);
  // Whoever has a seat asks: are all reserved ones still free?
  bool spared() const { return taken_ <= all_ - reserved_; }
  void leave() { taken_.fetch_sub(1); }

 private:
  unsigned all_;
  unsigned reserved_;
  std::atomic<unsigned> taken_{0};
};

}  // namespace web
