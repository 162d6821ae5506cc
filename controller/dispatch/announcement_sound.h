// What loudspeakers put out for an announcement, decoded from the very bundles that devices get.
// Pure function but for what it reads and writes.
#pragma once

#include "controller/library/announcement_speech.h"
#include "controller/library/wav_writer.h"
#include "playlists/orders/order.h"

namespace controller {

// One pass at the house level (without the order's volume and its repeats): the chime, then every
// packet as a device decodes it. Throws api::Problem 404 no_sound if a bundle is no longer kept.
void write_announcement(const playlists::Order& order, playlists::World world,
                        const BundleShelf& shelf, WavWriter& wav);

}  // namespace controller
