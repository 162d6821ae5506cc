#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "players/device/device_identity.h"
#include "players/device/journal.h"
#include "playlists/ids.h"
#include "playlists/orders/receipt.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/link/link_messages.h"

namespace players {

/// Sends what must not be lost, receipts and plays, again and again until the controller says it
/// has committed them. One batch of plays is on its way at a time. Knows nothing of connections:
/// `publish` answers false while there is none. Lives on the device loop.
class OutgoingMail {
 public:
  using Publish = std::function<bool(const std::string& leaf, std::string payload)>;
  OutgoingMail(protocols::io::EventLoop& loop, const DeviceIdentity& identity,
               playlists::DeviceId device, Journal& journal, Publish publish);

  /// Signs, keeps and sends a receipt.
  void receipt(playlists::Receipt receipt);
  void acknowledged(const protocols::link::Ack& ack);
  /// A connection stands: everything waiting goes out again.
  void connected();
  /// Looks whether something waits that is not on its way; cheap.
  void send();

 private:
  void send_receipts();
  void send_plays();

  protocols::io::EventLoop& loop_;
  const DeviceIdentity& identity_;
  const playlists::DeviceId device_;
  Journal& journal_;
  const Publish publish_;
  std::map<std::string, protocols::io::SteadyTime> sent_receipts_;
  std::int64_t plays_through_ = 0;  ///< last seq of the batch on its way; 0 = none
  protocols::io::SteadyTime plays_sent_{};
  protocols::io::Timer timer_;
};

}  // namespace players
