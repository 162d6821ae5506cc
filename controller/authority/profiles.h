#pragma once

#include <span>
#include <string_view>

#include "controller/api/devices.h"
#include "playlists/orders/profile.h"

namespace controller {

/// The device profiles built in: led-192x96, led-320x160, loa-48k. Immutable after construction.
std::span<const playlists::Profile> built_in_profiles();
/// nullptr if there is none of that name.
const playlists::Profile* find_profile(std::string_view name);
api::Profile profile_view(const playlists::Profile& profile);

}  // namespace controller
