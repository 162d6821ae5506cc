#pragma once

#include <functional>
#include <memory>

#include "players/device/output.h"
#include "players/speaker/announcement_item.h"
#include "players/speaker/sound_format.h"
#include "players/speaker/sound_item.h"

namespace players {

/// Opens what a command names for this loudspeaker. Throws with a reason when it cannot be played:
/// a file that is not there, a picture, silence without a length. `chimes` outlives the item.
std::shared_ptr<SoundItem> open_sound(const PlayCommand& command, const SoundFormat& format,
                                      const Chimes& chimes, std::function<void()> wake);

}  // namespace players
