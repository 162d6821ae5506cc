// What was prepared and may still be signed, for an hour: an announcement is accepted only if its
// exact bytes were made here, where the person heard and saw what it does. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "playlists/orders/order.h"
#include "protocols/io/guarded.h"

namespace controller {

class PreparedOrders {
 public:
  void keep(const std::string& hash, playlists::Order order, playlists::Instant now);
  std::optional<playlists::Order> find(const std::string& hash, playlists::Instant now) const;

 private:
  struct Kept {
    playlists::Order order;
    playlists::Instant until{};
  };
  protocols::io::Guarded<std::map<std::string, Kept>> kept_;
};

}  // namespace controller
