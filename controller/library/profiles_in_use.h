// What kinds of board and loudspeaker there are. The library makes one rendition for each.
#pragma once

#include <functional>
#include <vector>

#include "playlists/orders/profile.h"

namespace controller {

/// Every different profile among the devices, asked anew for each piece of work. Thread-safe.
using ProfilesInUse = std::function<std::vector<playlists::Profile>()>;

/// All different outputs of these profiles, one of each rendition key. A province without a
/// loudspeaker yet still gets `sound:48000x1`, so that sound is measured and ready.
std::vector<playlists::Output> outputs_of(const std::vector<playlists::Profile>& profiles);

}  // namespace controller
