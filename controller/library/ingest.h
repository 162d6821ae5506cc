// One source file becomes one rendition for each output profile in use (docs/architecture.md, "The
// way of a message"). The source is decoded once for all of them.
//
//   film  -> picture: H.264 in MP4, exactly width x height, yuv444p, black bars, constant rate of
//            the profile, a key frame each second, moov in front, no sound; sound: Ogg Opus
//   sound -> sound only (a board then draws the message's card)
//   still -> picture only: an RGB PNG of exactly width x height with black bars (`image/png`,
//            duration 0: it stands as long as its message lasts). Players handle both.
//
// Time zero of every rendition is the earliest start in the source: sound that begins later has
// silence in front, a picture that begins later holds its first frame. Sound is brought to
// -16 LUFS, at most -1 dBTP measured on the decoded rendition. In a drill world sound is framed by
// its words (voice.h), and a picture with sound holds its first frame as long as they last.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "controller/library/media_store.h"
#include "controller/library/probe.h"
#include "controller/library/voice.h"
#include "players/media/loudness.h"
#include "playlists/orders/profile.h"

namespace controller {

/// One finished rendition, stored under its hash.
struct MadeRendition {
  std::string key;  // its rendition key (playlists/orders/profile.h)
  StoredMedia stored;
  std::string media;                          // "video/mp4", "image/png", "audio/ogg"
  std::chrono::milliseconds duration{0};      // frames / fps, or samples / 48000; 0 for a still
  std::int64_t frames = 0;                    // picture: exactly this many (1 for a still)
  std::optional<players::LevelReport> level;  // sound: measured on the decoded rendition
};

/// Either renditions (and perhaps warnings) or a problem. Codes of problems beside probe's:
/// "nothing_decodes", "odd_board" (a picture target with an odd or impossible side), "cancelled";
/// in a drill world those of the speech engine.
/// Targets that the file's kind has nothing for are passed over, so the list may come out empty.
/// Warnings: "damaged_parts" (frames that could not be decoded were left out; picture and sound
/// keep their places in time), "short_of_target" (sound too quiet even with 6 dB of limiting).
struct Ingested {
  MediaFacts facts;
  std::vector<MadeRendition> renditions;
  std::chrono::milliseconds duration{0};  // the longest rendition; 0 for a still
  std::vector<MediaProblem> warnings;
  std::optional<MediaProblem> problem;
  explicit operator bool() const { return !problem; }
};

struct IngestOptions {
  ProbeLimits limits;
  /// Told about every 1 % with 0.0 ... 1.0, on the ingesting thread.
  std::function<void(double)> progress;
  /// Looked at between frames; true ends the work with "cancelled" and leaves nothing behind.
  const std::atomic<bool>* cancel = nullptr;
  Voice voice = Voice();  // how the centre gives out what is brought
};

/// Makes every rendition of `source` that its kind allows (one file of sound serves
/// every sound target) and puts them
/// into `store`: all or none become visible. Blocks for the length of the work (about a tenth of
/// the clip): call it on a worker. Throws protocols::io::StorageFull, and std::runtime_error for
/// what is not the file's fault. Uses one thread of its own for the sound. Needs 11 MB of memory a
/// minute of sound. Thread-safe.
Ingested ingest(const std::filesystem::path& source, const std::vector<playlists::Output>& targets,
                MediaStore& store, const IngestOptions& options = {});

}  // namespace controller
