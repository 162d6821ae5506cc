#pragma once

#include <string>
#include <string_view>

#include "controller/store/devices.h"
#include "controller/store/store.h"
#include "playlists/orders/placement.h"

namespace controller {

/// A name's place in Vietnamese order (CLDR `vi`: a < ă < â, d < đ, tones after letters, numbers by
/// their value) as hex that compares byte by byte; at most 400 characters, so that a cursor holds
/// it. Throws std::runtime_error if ICU has no collation. Thread-safe.
std::string vietnamese_order(std::string_view name);

/// What lists go by, for the device with this plan: the one place that computes it. Thread-safe.
DeviceKeys device_keys(const playlists::Placement& plan);

/// Computes the keys of every device that has none or older ones (another ICU). Call once at the
/// start. Throws what the store throws.
void refresh_device_keys(Store& store);

}  // namespace controller
