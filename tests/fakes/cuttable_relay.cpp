#include "tests/fakes/cuttable_relay.h"

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>
#include <atomic>
#include <deque>
#include <set>
#include <thread>

#include "protocols/io/event_loop.h"

namespace fakes {
namespace {

using asio::ip::tcp;

/// What the relay's user decided; read by the pumps on the relay's thread.
struct Weather {
  std::atomic<CuttableRelay::State> state{CuttableRelay::State::open};
  std::atomic<std::int64_t> delay_ms{0};
  std::atomic<std::uint64_t> bytes{0};
};

/// A client's connection and the one to the server behind it.
class Pair : public std::enable_shared_from_this<Pair> {
 public:
  Pair(tcp::socket client, Weather& weather, std::function<void(Pair*)> gone)
      : client_(std::move(client)),
        server_(client_.get_executor()),
        weather_(weather),
        gone_(std::move(gone)) {}

  void start(const tcp::endpoint& target) {
    server_.async_connect(target, [self = shared_from_this()](const asio::error_code& error) {
      if (error) return self->close(true);
      asio::error_code ignored;
      self->client_.set_option(tcp::no_delay(true), ignored);
      self->server_.set_option(tcp::no_delay(true), ignored);
      self->up_.read();
      self->down_.read();
    });
  }

  /// After a hang.
  void go_on() {
    up_.write();
    down_.write();
  }

  void close(bool reset) {
    if (!client_.is_open() && !server_.is_open()) return;
    asio::error_code ignored;
    for (auto* socket : {&client_, &server_}) {
      // Zero linger makes close() send RST.
      if (reset) socket->set_option(asio::socket_base::linger(true, 0), ignored);
      socket->close(ignored);
    }
    gone_(this);
  }

 private:
  /// One direction: pieces wait in order until their time has come and the way is free.
  struct Pump {
    Pump(Pair& owner_, tcp::socket& from_, tcp::socket& to_)
        : owner(owner_), from(from_), to(to_), timer(from_.get_executor()) {}

    void read() {
      from.async_read_some(asio::buffer(piece),
                           [this, self = owner.shared_from_this()](auto error, auto size) {
                             if (error == asio::error::eof) return finish();
                             if (error) return self->close(true);
                             const auto at = std::chrono::steady_clock::now() +
                                             std::chrono::milliseconds(owner.weather_.delay_ms);
                             waiting.push_back({std::string(piece.data(), size), at});
                             write();
                             if (waiting.size() < 64) {
                               read();
                             } else {
                               reading = false;
                             }
                           });
    }

    void finish() {
      ended = true;
      write();
    }

    void write() {
      if (writing || owner.weather_.state != CuttableRelay::State::open) return;
      if (waiting.empty()) {
        asio::error_code ignored;
        if (ended) to.shutdown(tcp::socket::shutdown_send, ignored);
        if (ended && owner.up_.ended && owner.down_.ended) owner.close(false);
        return;
      }
      writing = true;
      timer.expires_at(waiting.front().at);
      timer.async_wait([this, self = owner.shared_from_this()](const auto&) { send(); });
    }

    void send() {
      if (owner.weather_.state != CuttableRelay::State::open) {
        writing = false;
        return;
      }
      // Counted first: whoever has received them finds them counted.
      owner.weather_.bytes += waiting.front().bytes.size();
      asio::async_write(to, asio::buffer(waiting.front().bytes),
                        [this, self = owner.shared_from_this()](auto error, auto) {
                          if (error) return self->close(true);
                          waiting.pop_front();
                          writing = false;
                          write();
                          if (!reading && waiting.size() < 64) {
                            reading = true;
                            read();
                          }
                        });
    }

    struct Piece {
      std::string bytes;
      std::chrono::steady_clock::time_point at;
    };
    Pair& owner;
    tcp::socket& from;
    tcp::socket& to;
    asio::steady_timer timer;
    std::array<char, 16U << 10> piece{};
    std::deque<Piece> waiting;
    bool writing = false;
    bool reading = true;
    bool ended = false;
  };

  tcp::socket client_;
  tcp::socket server_;
  Weather& weather_;
  std::function<void(Pair*)> gone_;
  Pump up_{*this, client_, server_};
  Pump down_{*this, server_, client_};
};

}  // namespace

class CuttableRelay::Relay {
 public:
  Relay(std::uint16_t port, const std::string& host, std::uint16_t target_port)
      : thread_("relay", clock_), acceptor_(thread_.loop().context()) {
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host);
    target_ = tcp::endpoint(address, target_port);
    endpoint_ = tcp::endpoint(asio::ip::address_v4::loopback(), port);
    run_on(thread_.loop(), [this] { listen(); });
  }

  ~Relay() {
    run_on(thread_.loop(), [this] {
      close_acceptor();
      drop_all();
    });
    thread_.stop();
  }

  std::uint16_t port() const { return endpoint_.port(); }
  Weather& weather() { return weather_; }

  void cut() {
    run_on(thread_.loop(), [this] {
      weather_.state = State::cut;
      close_acceptor();
      drop_all();
    });
  }

  void hang() {
    run_on(thread_.loop(), [this] {
      if (!acceptor_.is_open()) listen();
      weather_.state = State::hung;
    });
  }

  void restore() {
    run_on(thread_.loop(), [this] {
      weather_.state = State::open;
      if (!acceptor_.is_open()) listen();
      for (const auto& pair : pairs_) pair->go_on();
    });
  }

  std::size_t connections() {
    return run_on(thread_.loop(), [this] { return pairs_.size(); });
  }

 private:
  void listen() {
    acceptor_.open(endpoint_.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint_);
    acceptor_.listen();
    endpoint_ = acceptor_.local_endpoint();
    accept();
  }

  void accept() {
    acceptor_.async_accept([this](const asio::error_code& error, tcp::socket client) {
      if (error) return;
      auto pair = std::make_shared<Pair>(std::move(client), weather_, [this](Pair* gone) {
        std::erase_if(pairs_, [gone](const auto& one) { return one.get() == gone; });
      });
      pairs_.insert(pair);
      pair->start(target_);
      accept();
    });
  }

  void close_acceptor() {
    asio::error_code ignored;
    acceptor_.close(ignored);
  }

  void drop_all() {
    const auto all = pairs_;
    for (const auto& pair : all) pair->close(true);
  }

  protocols::io::SystemClock clock_;
  Weather weather_;
  tcp::endpoint endpoint_;
  tcp::endpoint target_;
  std::set<std::shared_ptr<Pair>> pairs_;
  protocols::io::LoopThread thread_;
  tcp::acceptor acceptor_;
};

CuttableRelay::CuttableRelay(std::uint16_t listen_port, std::string target_host,
                             std::uint16_t target_port)
    : relay_(std::make_unique<Relay>(listen_port, target_host, target_port)) {}

CuttableRelay::~CuttableRelay() = default;

std::uint16_t CuttableRelay::port() const {
  return relay_->port();
}
void CuttableRelay::cut() {
  relay_->cut();
}
void CuttableRelay::hang() {
  relay_->hang();
}
void CuttableRelay::restore() {
  relay_->restore();
}

void CuttableRelay::delay(std::chrono::milliseconds each_way) {
  relay_->weather().delay_ms = each_way.count();
}

CuttableRelay::State CuttableRelay::state() const {
  return relay_->weather().state;
}
std::size_t CuttableRelay::connections() const {
  return relay_->connections();
}
std::uint64_t CuttableRelay::bytes() const {
  return relay_->weather().bytes;
}

}  // namespace fakes
