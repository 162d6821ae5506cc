#include "tests/fakes/free_port.h"

#include <unistd.h>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <atomic>
#include <stdexcept>

namespace fakes {
namespace {

// Below Linux's range of outgoing ports (32768 up), so that no client takes the port in between.
constexpr unsigned first = 15'000;
constexpr unsigned count = 17'000;

bool is_free(std::uint16_t port) {
  asio::io_context context;
  asio::ip::tcp::acceptor acceptor(context);
  const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::any(), port);
  asio::error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(1, error);
  return !error;
}

}  // namespace

std::uint16_t free_port() {
  // Test programs run side by side: each starts somewhere else and walks on from there.
  static std::atomic<unsigned> next{static_cast<unsigned>(::getpid()) * 37U};
  for (unsigned tries = 0; tries < count; ++tries) {
    const auto port = static_cast<std::uint16_t>(first + next++ % count);
    if (is_free(port)) return port;
  }
  throw std::runtime_error("cannot find a free TCP port between 15000 and 32000");
}

}  // namespace fakes
