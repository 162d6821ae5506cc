#include "web/server/listener.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>

#include <stdexcept>

#include "protocols/io/guarded.h"
#include "protocols/io/log.h"
#include "protocols/io/net.h"
#include "web/server/deadlines.h"
#include "web/server/tls_identity.h"

namespace web {

using namespace std::chrono_literals;

namespace {

constexpr auto time_for_head = 10s;       // from connecting, or from the end of the last request
constexpr auto socket_timeout_s = 10;     // of one read or write
constexpr auto keep_alive_timeout_s = 5;  // idle between requests
constexpr unsigned spare_threads = 8;     // to tell a full house politely

// Connections of each address.
class Neighbours {
 public:
  explicit Neighbours(unsigned limit) : limit_(limit) {}
  bool enter(const std::string& address) {
    return count_.with([&](auto& count) {
      auto& here = count[address];
      if (here >= limit_) return false;
      ++here;
      return true;
    });
  }
  void leave(const std::string& address) {
    count_.with([&](auto& count) {
      const auto found = count.find(address);
      if (found != count.end() && --found->second == 0) count.erase(found);
    });
  }

 private:
  unsigned limit_;
  protocols::io::Guarded<std::map<std::string, unsigned>> count_;
};

// What all connections of one listener share; outlives them.
struct Shared {
  std::string name;
  Listener::Serve serve;
  Neighbours neighbours;
  unsigned threads;
  std::atomic<unsigned> connections{0};
  Deadlines deadlines;

  Shared(std::string name_, Listener::Serve serve_, unsigned per_address, unsigned threads_)
      : name(std::move(name_)),
        serve(std::move(serve_)),
        neighbours(per_address ? per_address : threads_ * 3 / 4),
        threads(threads_) {}
};

// A connection's entries in the books, for as long as it lasts.
class Guest {
 public:
  Guest(Shared& shared, Poco::Net::StreamSocket& socket)
      : shared_(shared),
        address_(socket.peerAddress().host().toString()),
        welcome_(shared.neighbours.enter(address_)),
        ticket_(shared.deadlines.watch(socket.impl()->sockfd())) {
    shared_.deadlines.allow(ticket_, time_for_head);
    ++shared_.connections;
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;
  ~Guest() {
    --shared_.connections;
    shared_.deadlines.forget(ticket_);
    if (welcome_) shared_.neighbours.leave(address_);
  }
  bool welcome() const { return welcome_; }
  std::uint64_t ticket() const { return ticket_; }

 private:
  Shared& shared_;
  std::string address_;
  bool welcome_;
  std::uint64_t ticket_;
};

class OneRequest final : public Poco::Net::HTTPRequestHandler {
 public:
  OneRequest(Shared& shared, Connection& connection) : shared_(shared), connection_(connection) {}
  void handleRequest(Poco::Net::HTTPServerRequest& request,
                     Poco::Net::HTTPServerResponse& response) override {
    shared_.serve(request, response, connection_);
    connection_.allow(time_for_head);
  }

 private:
  Shared& shared_;
  Connection& connection_;
};

class Requests final : public Poco::Net::HTTPRequestHandlerFactory, public Connection {
 public:
  Requests(Shared& shared, std::uint64_t ticket) : shared_(shared), ticket_(ticket) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(
      const Poco::Net::HTTPServerRequest& /*request*/) override {
    allow(0ms);
    return new OneRequest(shared_, *this);
  }
  void allow(std::chrono::milliseconds time) override { shared_.deadlines.allow(ticket_, time); }
  bool crowded() const override { return shared_.connections * 2 > shared_.threads; }

 private:
  Shared& shared_;
  std::uint64_t ticket_;
};

class OneConnection final : public Poco::Net::TCPServerConnection {
 public:
  OneConnection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr params,
                Shared& shared)
      : TCPServerConnection(socket), params_(std::move(params)), shared_(shared) {}

  void run() override {
    const Guest guest(shared_, socket());
    if (guest.welcome()) serve(guest.ticket());
  }

 private:
  void serve(std::uint64_t ticket) {
    try {
      Poco::Net::HTTPServerConnection connection(socket(), params_, new Requests(shared_, ticket));
      connection.run();
    } catch (const Poco::Exception& error) {
      // Handshakes that fail and peers that vanish are daily life.
      protocols::io::log::debug(shared_.name + ": connection ended",
                                {{"cause", error.displayText()}});
    }
  }

  Poco::Net::HTTPServerParams::Ptr params_;
  Shared& shared_;
};

class Connections final : public Poco::Net::TCPServerConnectionFactory {
 public:
  Connections(Poco::Net::HTTPServerParams::Ptr params, Shared& shared)
      : params_(std::move(params)), shared_(shared) {}
  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new OneConnection(socket, params_, shared_);
  }

 private:
  Poco::Net::HTTPServerParams::Ptr params_;
  Shared& shared_;
};

Poco::Net::Context::Ptr tls(const ListenSettings& settings, TlsIdentity& identity) try {
  Poco::Net::Context::Params params;
  params.privateKeyFile = settings.key.string();
  params.certificateFile = settings.certificate.string();
  params.verificationMode = Poco::Net::Context::VERIFY_NONE;  // clients show no certificate
  params.loadDefaultCAs = false;
  params.cipherList = "HIGH:!aNULL";
  Poco::Net::Context::Ptr context =
      new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, params);
  context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_3);
  identity.serve(context->sslContext());
  return context;
} catch (const Poco::Exception& error) {
  throw std::runtime_error("cannot use the certificate " + settings.certificate.string() +
                           " with the key " + settings.key.string() + ": " + error.displayText());
}

Poco::Net::SecureServerSocket listen(const std::string& name, const ListenSettings& settings,
                                     TlsIdentity& identity) {
  const std::string where = settings.address + " port " + std::to_string(settings.port);
  if (settings.port != 0) {
    if (const auto problem = protocols::io::listen_problem(settings.address, settings.port)) {
      throw std::runtime_error("cannot open the " + name + " listener: " + problem->vi + " / " +
                               problem->en);
    }
  }
  try {
    return {Poco::Net::SocketAddress(settings.address, settings.port), 256,
            tls(settings, identity)};
  } catch (const Poco::Exception& error) {
    throw std::runtime_error("cannot open the " + name + " listener on " + where + ": " +
                             error.displayText());
  }
}

Poco::Net::HTTPServerParams::Ptr http_params(unsigned threads) {
  Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
  params->setMaxThreads(static_cast<int>(threads));
  params->setMaxQueued(256);
  params->setTimeout(Poco::Timespan(socket_timeout_s, 0));
  params->setKeepAlive(true);
  params->setKeepAliveTimeout(Poco::Timespan(keep_alive_timeout_s, 0));
  params->setMaxKeepAliveRequests(1000);
  return params;
}

}  // namespace

class Listener::Server {
 public:
  Server(std::string name, const ListenSettings& settings, Serve serve, unsigned threads)
      : shared_(std::move(name), std::move(serve), settings.per_address, threads),
        pool_(shared_.name, 2, static_cast<int>(threads), 30),
        socket_(listen(shared_.name, settings, identity_)),
        params_(http_params(threads)),
        server_(new Connections(params_, shared_), pool_, socket_, params_) {
    server_.start();
  }
  ~Server() { stop(); }

  std::uint16_t port() const { return socket_.address().port(); }
  void use(std::string_view chain_pem, std::string_view key_pem) {
    identity_.use(chain_pem, key_pem);
  }
  void stop() {
    server_.stop();
    shared_.deadlines.hurry(1s);
    pool_.joinAll();
  }

 private:
  Shared shared_;
  TlsIdentity identity_;
  Poco::ThreadPool pool_;
  Poco::Net::SecureServerSocket socket_;
  Poco::Net::HTTPServerParams::Ptr params_;
  Poco::Net::TCPServer server_;
};

Listener::Listener(std::string name, const ListenSettings& settings, Serve serve)
    : server_(std::make_unique<Server>(std::move(name), settings, std::move(serve),
                                       settings.seats + spare_threads)) {}

Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  return server_->port();
}

void Listener::use(std::string_view chain_pem, std::string_view key_pem) {
  server_->use(chain_pem, key_pem);
}

void Listener::stop() {
  server_->stop();
}

bool Seats::take(bool urgent) {
  const unsigned limit = urgent ? all_ : all_ - reserved_;
  unsigned taken = taken_.load();
  while (taken < limit) {
    if (taken_.compare_exchange_weak(taken, taken + 1)) return true;
  }
  return false;
}

}  // namespace web
