// Who is being looked at, and until when: pictures and levels cost a SIM's data, so devices send
// them only under a lease of a minute that is renewed while somebody looks. A value; confined to
// its owner.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "protocols/io/clock.h"
#include "protocols/link/link_messages.h"

namespace controller {

inline constexpr std::chrono::seconds kLease{60};
inline constexpr std::chrono::seconds kRenewLease{20};

class Leases {
 public:
  using Instant = protocols::io::WallTime;

  // Somebody looks now. The lease to send; nothing when the device's own is fresh and covers it.
  std::optional<protocols::link::Watch> want(const std::string& device, bool picture, bool level,
                                             Instant now);
  // The device came anew and knows of no lease.
  void forget(const std::string& device) { leases_.erase(device); }

 private:
  struct Lease {
    Instant picture_until{};
    Instant level_until{};
    Instant sent{};
  };
  std::map<std::string, Lease> leases_;
};

}  // namespace controller
