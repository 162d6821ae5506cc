// What one device last said of itself, kept in memory. Plain data. Lives on the fleet loop.
#pragma once

#include <optional>
#include <string>

#include "controller/api/now.h"
#include "controller/fleet/known_device.h"
#include "controller/fleet/presence.h"
#include "controller/fleet/reconcile.h"
#include "protocols/link/link_messages.h"

namespace controller {

struct DeviceState {
  std::optional<protocols::link::Hello> hello;
  std::optional<protocols::link::Health> health;
  WantedVersions wanted;
  api::Picture picture;            // png empty = none yet
  protocols::io::WallTime kept{};  // when its health last went to the store
};

// What it does now, in one word; `state` nullptr = it has said nothing yet. What an offline device
// said last says nothing of now.
api::DeviceState device_state(const Presence::State& presence, const DeviceState* state);

// The same as the console sees it.
api::DeviceNow device_now(const KnownDevice& device, const Presence::State& presence,
                          const DeviceState& state);

}  // namespace controller
