// The fleet: every device as the centre knows it, brought up to date whenever it says hello.
//
// Responsible for: hello → signed time, keyring, placement, programmes and messages the device
// lacks; presence (also of two boxes with one key); health in memory and in the store; leases; the
// view "Đang phát" (now()). Not for orders, receipts and plays: dispatch listens to the same
// FleetLink. Lives on the fleet loop; what says so is thread-safe.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "controller/authority/changes.h"
#include "controller/authority/signing.h"
#include "controller/broker/connection_event.h"
#include "controller/fleet/device_state.h"
#include "controller/fleet/directory.h"
#include "controller/fleet/fleet_link.h"
#include "controller/fleet/leases.h"
#include "controller/fleet/now_view.h"
#include "controller/fleet/presence.h"
#include "controller/store/store.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"

namespace controller {

// What the fleet is made of; all outlive it.
struct FleetParts {
  protocols::io::EventLoop& loop;
  Store& store;
  const Signing& signing;
  Directory& directory;
  FleetLink& link;
  FindMessage find_message;
};

class Fleet final : private FleetStates {
 public:
  // Loads what is known from earlier lives and listens to the link; call FleetLink::open() after
  // it.
  explicit Fleet(FleetParts parts);
  ~Fleet() override;
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  // The api's view. Its functions are thread-safe.
  NowView& now() { return now_; }

  // Thread-safe: what authority's OnDocumentChange is bound to.
  void document_changed(const DocumentChange& change);
  // What Broker::on_connection is bound to.
  void connection_told(const ConnectionEvent& event);

  // After a hello was answered; dispatch sends what the device still has to obey.
  void on_hello(std::function<void(const KnownDevice&)> told) { hello_told_ = std::move(told); }
  bool online(const std::string& device) const { return presence_.of(device).online; }
  // Thread-safe; goes through the loop.
  std::set<std::string> online_among(const std::vector<DevicePointer>& devices);

 private:
  api::DeviceNow now_of(const KnownDevice& device) override;
  api::DeviceState state_of(const KnownDevice& device) override;
  api::Picture picture_of(const std::string& device) override;
  void look(const std::string& device, bool picture, bool level) override;

  void recall_health();
  void greet_all();
  void alive(const std::string& device);
  void hello(const std::string& device, const std::string& payload);
  void health(const std::string& device, const std::string& payload);
  void picture(const std::string& device, const std::string& payload);
  void level(const std::string& device, const std::string& payload);
  void reconcile(const KnownDevice& device);
  void answer_nonce(const KnownDevice& device, const std::string& nonce);
  void send_document(const std::string& device, const Parcel& parcel);
  void take_change(const DocumentChange& change);
  void reconcile_all(const std::string& area);
  void keep_health(const std::string& device, const std::string& payload);
  void sweep();
  void tell(const std::string& device);
  DevicePointer known(const std::string& device);
  protocols::io::WallTime wall() const { return parts_.loop.clock().wall(); }

  const FleetParts parts_;
  Presence presence_;
  Leases leases_;
  std::map<std::string, DeviceState> states_;
  NowView now_;
  std::function<void(const KnownDevice&)> hello_told_;
  protocols::io::Timer sweep_;
  protocols::io::Timer renew_;
};

}  // namespace controller
