#include "tests/fakes/cuttable_relay.h"

#include <gtest/gtest.h>

#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/write.hpp>
#include <thread>

namespace fakes {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

/// Sends back what it gets, to one client after the other.
class Echo {
 public:
  Echo() : thread_([this] { run(); }) {}
  ~Echo() {
    stopping_ = true;
    asio::error_code ignored;
    tcp::socket knock(context_);
    knock.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  void run() {
    while (!stopping_) {
      tcp::socket socket(context_);
      acceptor_.accept(socket);
      if (stopping_) return;
      asio::error_code error;
      char piece[1024];
      while (!error) {
        const auto size = socket.read_some(asio::buffer(piece), error);
        if (!error) asio::write(socket, asio::buffer(piece, size), error);
      }
    }
  }
  asio::io_context context_;
  tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

class CuttableRelayTest : public testing::Test {
 protected:
  bool connect() {
    asio::error_code error;
    client_ = tcp::socket(context_);
    client_.connect({asio::ip::address_v4::loopback(), relay_.port()}, error);
    return !error;
  }
  bool send(const std::string& text) {
    asio::error_code error;
    asio::write(client_, asio::buffer(text), error);
    return !error;
  }
  std::string receive(std::size_t size) {
    std::string text(size, '\0');
    asio::error_code error;
    text.resize(asio::read(client_, asio::buffer(text), error));
    return text;
  }
  Echo server_;
  CuttableRelay relay_{0, "127.0.0.1", server_.port()};
  asio::io_context context_;
  tcp::socket client_{context_};
};

TEST_F(CuttableRelayTest, forwards_both_ways) {
  ASSERT_TRUE(connect());
  send("hello");
  EXPECT_EQ(receive(5), "hello");
  EXPECT_EQ(relay_.connections(), 1U);
  EXPECT_EQ(relay_.bytes(), 10U);
}

TEST_F(CuttableRelayTest, cut_resets_connections_and_refuses_new_ones_until_restored) {
  ASSERT_TRUE(connect());
  send("a");
  receive(1);
  relay_.cut();
  EXPECT_EQ(receive(1), "");
  EXPECT_FALSE(connect());
  relay_.restore();
  ASSERT_TRUE(connect());
  send("b");
  EXPECT_EQ(receive(1), "b");
}

TEST_F(CuttableRelayTest, hang_holds_bytes_back_and_restore_lets_them_go) {
  ASSERT_TRUE(connect());
  send("a");
  receive(1);
  relay_.hang();
  send("b");
  client_.non_blocking(true);
  char byte = 0;
  asio::error_code error;
  std::this_thread::sleep_for(50ms);
  client_.read_some(asio::buffer(&byte, 1), error);
  EXPECT_EQ(error, asio::error::would_block);
  client_.non_blocking(false);
  relay_.restore();
  EXPECT_EQ(receive(1), "b");
}

TEST_F(CuttableRelayTest, delay_holds_each_piece_that_long_each_way) {
  ASSERT_TRUE(connect());
  relay_.delay(30ms);
  const auto start = std::chrono::steady_clock::now();
  send("a");
  EXPECT_EQ(receive(1), "a");
  EXPECT_GE(std::chrono::steady_clock::now() - start, 60ms);
}

}  // namespace
}  // namespace fakes
