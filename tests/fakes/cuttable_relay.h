#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace fakes {

/// A TCP relay on 127.0.0.1 between a client and the real server, to take the network away from one
/// program without touching the others. Runs on a thread of its own; the destructor closes all.
/// Thread-safe.
class CuttableRelay {
 public:
  enum class State {
    none,
    open,  ///< forwards
    cut,   ///< connections are reset, new ones refused
    hung   ///< connections stay, new ones are taken, but no byte moves (a dead cell)
  };

  /// Listens on `listen_port` (0 = any free one) and forwards to `target_host`:`target_port`.
  CuttableRelay(std::uint16_t listen_port, std::string target_host, std::uint16_t target_port);
  CuttableRelay(const CuttableRelay&) = delete;
  CuttableRelay& operator=(const CuttableRelay&) = delete;
  ~CuttableRelay();

  std::uint16_t port() const;
  /// Drops every connection (reset) and refuses new ones.
  void cut();
  /// Bytes stop in both directions; restore() lets them go on.
  void hang();
  /// Forwards again: new connections are accepted, hung ones continue.
  void restore();
  /// Every piece is forwarded this much later (0 = at once), order kept.
  void delay(std::chrono::milliseconds each_way);

  State state() const;
  std::size_t connections() const;
  /// Bytes forwarded in both directions since the start.
  std::uint64_t bytes() const;

 private:
  class Relay;
  std::unique_ptr<Relay> relay_;
};

}  // namespace fakes
