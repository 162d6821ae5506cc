// Receipts as they come in: judged by the device's own key, committed, and only then acknowledged,
// so that a device repeats what we may have lost. A receipt that comes twice counts once. Lives on
// the fleet loop.
#pragma once

#include <functional>
#include <string>

#include "controller/fleet/directory.h"
#include "controller/fleet/fleet_link.h"
#include "controller/store/store.h"
#include "playlists/orders/receipt.h"
#include "protocols/io/event_loop.h"

namespace controller {

class ReceiptDesk {
 public:
  // After the commit, on the loop; only for receipts that were new.
  using Told = std::function<void(const playlists::Receipt&)>;

  ReceiptDesk(protocols::io::EventLoop& loop, Store& store, const Directory& directory,
              FleetLink& link, Told told);

  void take(const std::string& device, const std::string& jws);

 private:
  void keep(const playlists::Receipt& receipt, const std::string& jws, const std::string& hash,
            const std::string& kid);
  void kept(const playlists::Receipt& receipt, bool fresh);

  protocols::io::EventLoop& loop_;
  Store& store_;
  const Directory& directory_;
  FleetLink& link_;
  const Told told_;
};

}  // namespace controller
