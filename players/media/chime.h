// The sounds that go before speech, made in code so that no file can be missing at an emergency.
// Pure functions.
#pragma once

#include "players/media/sound.h"

namespace players {

/// Two soft bell tones falling a major third (E5, C5), 1.2 s: "please listen". About -16 LUFS.
Sound attention_chime(int rate = kSoundRate);

/// Unlike any other sound of the system: six quick alternations of two harsh tones
/// (853 and 960 Hz), 1.5 s. Louder and never mistaken for the attention chime.
Sound emergency_chime(int rate = kSoundRate);

}  // namespace players
