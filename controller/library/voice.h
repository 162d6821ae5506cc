// How this centre speaks and titles what it sends, whoever asks for it: the one place where a drill
// is given its words, for announcements and for messages alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "players/media/speech.h"
#include "playlists/world.h"

namespace controller {

/// In a drill world every sound begins and ends with "Đây là diễn tập." (always in Vietnamese, for
/// that is what everybody around understands) and every title begins with "DIỄN TẬP".
/// Immutable after construction; the functions block for the engine (tens of milliseconds a
/// sentence) and are thread-safe.
class Voice {
 public:
  explicit Voice(playlists::World world = playlists::World::Live,
                 players::SpeechEngine engine = {});

  /// What say() says of `text` as people wrote it: in its spoken form (the normaliser knows
  /// Vietnamese; other languages stay as they are written).
  std::string spoken(std::string_view text, std::string_view lang) const;
  players::Spoken say(std::string_view text, std::string_view lang) const;
  /// A recording as this centre sends it. Problems are the engine's.
  players::Spoken present(players::Sound recording) const;
  /// By how much present() delays a recording, samples at 48 kHz; what is to be seen with it waits
  /// as long. Zero in a live world, and where the engine has a problem.
  std::int64_t lead() const;
  std::string titled(std::string_view title) const;
  playlists::World world() const { return world_; }

 private:
  playlists::World world_;
  players::SpeechEngine engine_;
};

}  // namespace controller
