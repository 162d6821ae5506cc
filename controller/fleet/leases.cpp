#include "controller/fleet/leases.h"

namespace controller {

std::optional<protocols::link::Watch> Leases::want(const std::string& device, bool picture,
                                                   bool level, Instant now) {
  Lease& lease = leases_[device];
  const bool more = (picture && lease.picture_until <= now) || (level && lease.level_until <= now);
  if (picture) lease.picture_until = now + kLease;
  if (level) lease.level_until = now + kLease;
  if (!more && now - lease.sent < kRenewLease) return std::nullopt;
  lease.sent = now;
  return protocols::link::Watch{lease.picture_until > now, lease.level_until > now, kLease.count()};
}

}  // namespace controller
