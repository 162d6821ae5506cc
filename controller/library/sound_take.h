// The sound of a source as 48 kHz mono in memory, everything at its place in time. Internal to this
// folder.
#pragma once

#include <cstdint>
#include <functional>

#include "controller/library/media_source.h"
#include "players/media/sound.h"

namespace controller {

/// What came out; `damaged` counts packets and frames that could not be decoded.
struct TakenSound {
  players::Sound sound;
  std::int64_t damaged = 0;
  bool stopped = false;
};

/// Decodes, mixes down (equal power) and resamples. Sound that begins after `source.start()` gets
/// silence in front; a hole of more than 50 ms (damage) stays a hole of silence, so that sound and
/// picture stay together. Time stamps that run backwards are not believed. At most
/// `limits.duration` is taken. `go_on` as decode_all.
TakenSound take_sound(const MediaSource& source, const ProbeLimits& limits,
                      const std::function<bool(const AVPacket&)>& go_on);

}  // namespace controller
