// A device as register and newest placement describe it. Immutable after construction.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "controller/store/devices.h"
#include "playlists/orders/placement.h"

namespace controller {

struct KnownDevice {
  DeviceRow row;
  playlists::Placement placement;  // version 0 = none signed yet
  std::int64_t placement_version = 0;

  // The device stands in `area` or below it. Empty = everywhere.
  bool within(std::string_view area) const;
};

using DevicePointer = std::shared_ptr<const KnownDevice>;

}  // namespace controller
