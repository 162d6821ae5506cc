// Every device in use, in memory: what orders are addressed with and what hellos are answered from.
// A copy of the store, refreshed when authority says that something changed. Thread-safe;
// refreshing blocks for a read of the store.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/fleet/known_device.h"
#include "controller/store/store.h"
#include "playlists/orders/order.h"
#include "protocols/io/guarded.h"

namespace controller {

class Directory {
 public:
  // Reads all devices.
  explicit Directory(Store& store);

  // Reads all devices again (an import).
  void refresh_all();
  // Reads one device again (enrolled, moved, retired). nullptr when there is none (any more).
  DevicePointer refresh(const std::string& device);

  DevicePointer find(std::string_view device) const;
  // The device that logs in with this user nkey.
  DevicePointer find_nkey(std::string_view nkey) const;
  std::vector<DevicePointer> all() const;  // by id
  // Devices that this order names, as their placements stand at `now`.
  std::vector<DevicePointer> addressed(const playlists::Order& order, playlists::Instant now) const;

 private:
  struct Known {
    std::map<std::string, DevicePointer, std::less<>> by_id;
    std::map<std::string, std::string, std::less<>> id_of_nkey;
  };
  Known read_all();

  Store& store_;
  protocols::io::Mutex refreshing_;  // what is read last is what stays
  protocols::io::Guarded<Known> known_;
};

}  // namespace controller
