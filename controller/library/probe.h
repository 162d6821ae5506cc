// What a file really is, by its bytes and never by its name: opened with the FFmpeg libraries, only
// the `file` protocol allowed (a playlist cannot make the controller fetch an address), sizes and
// lengths judged before a single frame is decoded.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace controller {

/// A refusal or a warning for people; `code` for programs.
struct MediaProblem {
  std::string code;
  std::string vi;
  std::string en;
  bool operator==(const MediaProblem&) const = default;
};

enum class MediaKind {
  kUnknown,
  kFilm,   // moving pictures, with or without sound
  kSound,  // sound only (a cover picture inside does not count)
  kStill,  // one picture
};

struct ProbeLimits {
  std::uint64_t bytes = 4ULL << 30;
  std::chrono::milliseconds duration = std::chrono::minutes(30);
  int side = 16384;                  // pixels
  std::int64_t pixels = 64'000'000;  // of one picture
  int streams = 16;
};

struct MediaFacts {
  MediaKind kind = MediaKind::kUnknown;
  std::string container;  // FFmpeg's name: "mov,mp4,...", "png_pipe"
  std::string video;      // codec name, empty without
  std::string audio;      // codec name, empty without
  std::uint64_t bytes = 0;
  std::chrono::milliseconds duration{0};  // 0 for a still
  int width = 0;  // pixels as they are seen: after rotation and with square pixels
  int height = 0;
  int rotation = 0;  // degrees clockwise the stored picture is turned for seeing: 0, 90, 180, 270
  double fps = 0.0;  // mean, 0 for stills and sound
};

struct Probed {
  MediaFacts facts;
  std::optional<MediaProblem> problem;  // codes: "empty", "not_media", "truncated",
                                        // "too_many_pixels", "too_many_streams", "too_long",
                                        // "too_large", "unsupported"
  explicit operator bool() const { return !problem; }
};

/// Looks at `file`. Never throws for what the file holds; throws std::runtime_error if the file
/// cannot be read at all. Thread-safe.
Probed probe(const std::filesystem::path& file, const ProbeLimits& limits = {});

/// The Internet media type to serve the original with: "video/mp4", "image/jpeg".
std::string media_type(const MediaFacts& facts);

}  // namespace controller
