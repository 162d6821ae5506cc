#pragma once

#include <string>

#include "controller/api/devices.h"
#include "controller/store/device_pages.h"

namespace controller {

/// What the store is asked for one page of the register: `area` is the subtree it is limited to, ""
/// = none. Throws Problem 422 with bad_cursor for a cursor of another order or none at all.
/// Thread-safe.
DevicesWanted devices_wanted(const api::DeviceFilter& filter, const api::PageAsk& page,
                             const std::string& area);

/// The cursor of the page that begins after `last`: order, place and id, so that the next page is
/// right whatever has come, gone or been renamed meanwhile. Thread-safe.
std::string cursor_after(const DevicesWanted& wanted, const DeviceRow& last);

}  // namespace controller
