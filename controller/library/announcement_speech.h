// The spoken part of an order: text or a sound clip, brought to -16 LUFS, cut into Opus bundles
// whose hashes stand in the signed order (docs/documents.md, `speech`; docs/link.md). dispatch asks
// for it while an order is prepared and later publishes the very same bytes.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/library/probe.h"
#include "controller/library/voice.h"
#include "players/media/loudness.h"

namespace controller {

/// Speech ready to be sent, everything an order's `speech` object needs.
struct AnnouncementSpeech {
  int rate = 48000;
  int channels = 1;
  std::chrono::milliseconds bundle_length{400};
  std::chrono::milliseconds duration{0};  // of the sound itself, before padding to whole packets
  std::vector<std::string> bundles;       // encoded (protocols/link/bundle.h), in order
  std::vector<std::string> hashes;        // base64url SHA-256 of each, for the order
  players::LevelReport level;
};

/// Either speech or why there is none.
struct PreparedSpeech {
  AnnouncementSpeech speech;
  std::optional<MediaProblem> problem;  // codes of players::SpeechProblem and of probe
  explicit operator bool() const { return !problem; }
};

/// Speaks `text` as people wrote it. Blocks for the engine (tens of milliseconds): call it on a
/// worker. Thread-safe.
PreparedSpeech prepare_speech(std::string_view text, std::string_view lang,
                              const Voice& voice = Voice());

/// The same for a recorded file (a clip's source or its sound rendition): at most 6 minutes.
PreparedSpeech prepare_recording(const std::filesystem::path& file, const Voice& voice = Voice());

/// The same for sound already in memory.
PreparedSpeech bundle_sound(players::Sound sound);

/// Keeps bundles for `GET /v1/bundles/{order}/{index}` and for sending again after a restart:
/// files named by hash under `<data>/bundles`. Errors as MediaStore. Thread-safe.
class BundleShelf {
 public:
  explicit BundleShelf(std::filesystem::path root);

  /// All bundles are on disk when this returns.
  void keep(const AnnouncementSpeech& speech);
  /// The bytes whose base64url SHA-256 is `hash`; nullopt if unknown or damaged.
  std::optional<std::string> find(std::string_view hash) const;
  /// Removes bundles that no order needs any more.
  void remove(const std::vector<std::string>& hashes);

 private:
  std::filesystem::path root_;
};

}  // namespace controller
