// Every device in use, in memory: what orders are addressed with and what hellos are answered from.
// A copy of the store, refreshed when authority says that something changed. Thread-safe;
// refreshing blocks for a read of the store.
#pragma once

#include <map>
#include <optional>
#include <set>
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

  // Reads all devices again (an import): aside, so that nobody waits for it meanwhile.
  void refresh_all();
  // Reads one device again (enrolled, moved, retired). nullptr when there is none (any more). Waits
  // for no refresh_all but for the moment in which that takes effect.
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
  DevicePointer read_one(const std::string& device);
  static void put(Known& known, const std::string& device, const DevicePointer& fresh);

  Store& store_;
  protocols::io::Mutex reading_all_;  // one whole reading at a time
  protocols::io::Mutex refreshing_;   // what is read last is what stays
  // Read anew while the whole is being read, which may have begun before.
  std::optional<std::set<std::string>> meanwhile_ VANG_GUARDED_BY(refreshing_);
  protocols::io::Guarded<Known> known_;
};

}  // namespace controller
