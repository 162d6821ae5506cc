#pragma once

#include "controller/api/devices.h"
#include "controller/authority/area_map.h"
#include "controller/authority/signing.h"
#include "controller/store/devices.h"
#include "controller/store/documents.h"
#include "controller/store/store.h"
#include "playlists/orders/placement.h"

namespace controller {

/// Turns what people plan for a device into the placement it obeys. A plan is an unsigned placement
/// in DeviceRow::plan; each signing takes the device's key, the area chain and the centre's world
/// as they are then. Thread-safe.
class PlacementBook {
 public:
  PlacementBook(const AreaMap& areas, const Signing& signing,
                playlists::World world = playlists::World::Live)
      : areas_(areas), signing_(signing), world_(world) {}

  /// Inside a transaction: signs and keeps the next version of an enrolled device's placement.
  DocumentRow sign_next(Session& session, const DeviceRow& device, std::int64_t now_ms,
                        const std::string& by) const;

  /// Signs this version of it and keeps nothing: for who has many to sign and must not hold the
  /// store's writer meanwhile.
  DocumentRow sign(const DeviceRow& device, std::int64_t version, std::int64_t now_ms,
                   const std::string& by) const;

  /// Checks what people asked for and makes the plan. Throws Problem 422 (bad_id, unknown_area,
  /// unknown_profile, unknown_zone, bad_site, bad_name).
  DeviceRow plan(const api::TokenAsk& ask, std::int64_t now_ms) const;
  /// The device's row with a changed plan. Throws as plan().
  DeviceRow changed(const DeviceRow& device, const api::PlacementChange& change) const;

  /// A device as the API shows it.
  api::Device view(Session& session, const DeviceRow& device) const;

 private:
  const AreaMap& areas_;
  const Signing& signing_;
  const playlists::World world_;
};

/// Is the device still as it was read: its plan, its key, in use or not? What was made from a row
/// read before a write counts only then.
bool still_as_read(const DeviceRow& now, const DeviceRow& read);

/// Every different profile among the devices in use.
std::vector<playlists::Profile> profiles_in_use(Store& store);

}  // namespace controller
