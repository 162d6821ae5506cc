// What an order would do if it were sent now: whom it reaches, what it cuts there, what it waits
// for. Resolved with the very timeline that devices follow. Thread-safe; blocks for reads of the
// store.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "controller/api/orders.h"
#include "controller/fleet/directory.h"
#include "controller/fleet/reconcile.h"
#include "controller/store/store.h"
#include "playlists/orders/order.h"
#include "playlists/timetable/timeline.h"

namespace controller {

class ScopeFinder {
 public:
  ScopeFinder(Store& store, FindMessage find_message)
      : store_(store), find_message_(std::move(find_message)) {}

  // Without `reachable` and `unreachable`, which the fleet knows. `online`: ids of the devices that
  // are connected; what others still have to play is not known.
  api::Scope find(const playlists::Order& order, const std::vector<DevicePointer>& devices,
                  const std::set<std::string>& online, playlists::Instant now) const;

 private:
  // What it does to one kind of device: same chain, tags and profile, the same orders to play.
  struct Effect {
    std::vector<api::Interruption> cuts;  // without the device's name
    std::vector<std::string> behind;
    bool too_late = false;
  };
  // An announcement that a device has not done with. `started` is the epoch while it waits.
  struct Pending {
    const playlists::Order* order;
    playlists::Instant started;
  };
  Effect effect(Session& session, const playlists::Order& order, const KnownDevice& device,
                const std::vector<Pending>& pending, playlists::Instant now) const;
  playlists::Timeline timeline(Session& session, const KnownDevice& device,
                               const std::vector<Pending>& pending, playlists::Instant now) const;

  Store& store_;
  FindMessage find_message_;
};

// Announcements that have neither ended nor been stopped.
std::vector<playlists::Order> open_orders(Session& session, playlists::Instant now);

}  // namespace controller
