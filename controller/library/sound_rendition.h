// Sound brought to the house level and written as Ogg Opus, judged by what a player will decode.
// Thread-safe for different files.
#pragma once

#include <filesystem>

#include "controller/library/wav_writer.h"
#include "players/media/loudness.h"
#include "players/media/sound.h"

namespace controller {

inline constexpr int kClipBits = 64000;    // bits a second: music and voices
inline constexpr int kSpeechBits = 32000;  // bits a second: one synthetic voice

/// Brings `sound` (48 kHz) to `target` and writes it. `after` in the report was measured on the
/// decoded file: coding moves peaks by up to a decibel, so sound that came out over the ceiling is
/// limited a little further and written again (three times at most). Throws as write_opus.
players::LevelReport write_levelled(const std::filesystem::path& file, players::Sound& sound,
                                    int bits_per_second, const players::LevelTarget& target = {});

/// Decodes any media file's sound to 48 kHz mono; empty if there is none.
players::Sound read_sound(const std::filesystem::path& file);

/// Decodes a rendition as write_levelled makes it, piece by piece. Throws std::runtime_error if it
/// is something else.
void copy_sound(const std::filesystem::path& rendition, WavWriter& wav);

}  // namespace controller
