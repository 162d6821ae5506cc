// The controller's end of the link: one connection to the broker, whatever devices say sorted by
// subject, and the way down to them. Knows no document and no device.
// Lives on the fleet loop; publish() and send() are thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/io/event_loop.h"
#include "protocols/link/link_connection.h"

namespace controller {

class FleetLink {
 public:
  // A device said something: its id (proved by the broker's permissions) and the payload.
  using Hears = std::function<void(const std::string& device, const std::string& payload)>;

  FleetLink(protocols::io::EventLoop& loop, protocols::link::LinkOptions options);

  // Before open(). One listener a leaf: "hello", "health", "receipt", "plays", "picture", "level".
  void on(std::string leaf, Hears hears);
  // Called for every message before its own listener: the device is alive.
  void on_any(std::function<void(const std::string& device)> alive) { alive_ = std::move(alive); }
  void on_connected(std::function<void()> connected) { connected_ = std::move(connected); }

  void open();
  void close();

  // False when the broker is away: whoever needs it delivered reconciles or repeats.
  bool send(std::string_view device, std::string_view leaf, std::string payload);
  bool publish(std::string subject, std::string payload);
  bool connected() const { return connection_ && connection_->connected(); }

 private:
  void heard(const protocols::link::LinkMessage& message);

  protocols::io::EventLoop& loop_;
  const protocols::link::LinkOptions options_;
  std::map<std::string, Hears, std::less<>> listeners_;
  std::function<void(const std::string&)> alive_;
  std::function<void()> connected_;
  std::unique_ptr<protocols::link::LinkConnection> connection_;
};

}  // namespace controller
