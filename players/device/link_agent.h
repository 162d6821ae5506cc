#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "players/device/bundle_shelf.h"
#include "players/device/device_identity.h"
#include "players/device/gate_client.h"
#include "players/device/held_documents.h"
#include "players/device/jwt_keeper.h"
#include "players/device/order_desk.h"
#include "players/device/outgoing_mail.h"
#include "players/device/time_keeper.h"
#include "players/device/watcher.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"
#include "protocols/link/link_connection.h"
#include "protocols/link/link_messages.h"
#include "protocols/link/subjects.h"

namespace players {

/// The device's end of the link (docs/link.md): says hello on every connect and change, hands what
/// comes in to whoever it is for, and says how the device is. Decides nothing: documents are judged
/// by HeldDocuments, orders by OrderDesk. Lives on the device loop.
class LinkAgent {
 public:
  /// Everyone who gets something from the link. They outlive the agent.
  struct Parts {
    protocols::io::EventLoop& loop;
    protocols::io::WorkerPool& workers;
    const DeviceIdentity& identity;
    HeldDocuments& documents;
    OrderDesk& orders;
    BundleShelf& bundles;
    OutgoingMail& mail;
    Watcher& watcher;
    TimeKeeper& time;
    JwtKeeper& login;
    GateClient& gate;
    std::function<protocols::link::Health()> health;
  };
  struct Settings {
    std::string device;
    std::string software;  ///< "vang-player 0.1.0"
    std::uint64_t boot = 0;
    std::vector<std::string> servers;
    std::filesystem::path ca_file;
  };
  LinkAgent(Parts parts, Settings settings);

  /// False while there is no connection.
  bool publish(const std::string& leaf, std::string payload);
  /// What is held has changed: hello follows soon, once for many changes.
  void documents_changed();
  /// Something health tells has changed: it follows soon if it really differs.
  void state_changed();
  bool connected() const { return connection_.connected(); }
  /// Waits briefly until what was published has left: orderly stop.
  void flush() { connection_.flush(std::chrono::seconds(1)); }

 private:
  protocols::link::LinkOptions options() const;
  protocols::link::LinkEvents events();
  std::vector<std::string> subscriptions() const;
  void connected_now();
  void disconnected(const protocols::link::LinkDown& down);
  void take(const protocols::link::LinkMessage& message);
  void take_down(const std::string& leaf, const std::string& payload);
  void take_document(const std::string& compact);
  void fetch_document(const std::string& payload);
  void hello_at_random(const std::string& payload);
  void say_hello(bool ask_time);
  void say_health(bool even_if_same);

  Parts parts_;
  const Settings settings_;
  std::string said_health_;  ///< last one, without what always changes
  std::set<std::string> fetching_;
  std::vector<std::string> subscribed_;
  protocols::io::Timer hello_;
  protocols::io::Timer area_hello_;
  protocols::io::Timer health_soon_;
  protocols::io::Timer health_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  protocols::link::LinkConnection connection_;  ///< last: its events use all of the above
};

}  // namespace players
