// Text to sound by a speech engine that is a command: text (already in its spoken form,
// playlists/messages/spoken_form.h) on stdin, a WAV on stdout. Any engine that keeps this contract
// can be configured; Debian's espeak-ng speaks Vietnamese 700 times faster than real time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "players/media/sound.h"

namespace players {

struct SpeechEngine {
  /// Program and arguments; `{lang}` in an argument becomes the language's BCP 47 tag.
  std::vector<std::string> command = {"espeak-ng", "-v", "{lang}",  "-s",      "150",
                                      "-b",        "1",  "--stdin", "--stdout"};
  std::chrono::milliseconds time_limit{20000};
  std::chrono::milliseconds longest_speech{360000};  // what an order can carry (900 bundles)
};

/// Why there is no sound; both texts are for people.
struct SpeechProblem {
  std::string code;  // "engine_missing", "engine_failed", "engine_timeout", "no_sound", "too_long",
                     // "empty_text", "text_too_long"
  std::string vi;
  std::string en;
};

/// Either sound (48 kHz mono, level as the engine made it) or a problem.
struct Spoken {
  Sound sound;
  std::optional<SpeechProblem> problem;
  explicit operator bool() const { return !problem; }
};

/// Speaks `text` of at most 20,000 bytes. Blocks until the engine has ended or the time limit has
/// passed (the child is then killed): call it on a worker, never on a loop. Thread-safe.
Spoken speak(std::string_view text, std::string_view lang, const SpeechEngine& engine = {});

}  // namespace players
