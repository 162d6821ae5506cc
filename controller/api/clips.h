#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "controller/api/problem.h"
#include "controller/api/values.h"

namespace controller::api {

// A finished upload in Clips::upload_dir(); `add` takes the file over (moves or removes it).
struct Upload {
  std::filesystem::path file;
  std::string name;  // as the person named it; 1-200 characters, no path
  std::uint64_t bytes = 0;
};

struct Rendition {
  std::string key;   // "picture:192x96@25", "sound:48000x1"
  std::string lang;  // empty for what has no language
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string media;
  Millis duration{};
  std::uint64_t frames = 0;
  std::optional<double> lufs;
  std::optional<double> peak_dbtp;
};

struct Loudness {
  double measured_lufs = 0;
  double measured_peak_dbtp = 0;
  double gain_db = 0;
  double limited_db = 0;  // deepest reduction by the limiter, >= 0
  double lufs = 0;        // as it will be heard
  double peak_dbtp = 0;
  double short_lu = 0;  // what is missing to -16 LUFS, >= 0
  bool silent = false;  // silence or < 400 ms of sound: no gain
};

struct Clip {
  std::string sha256;  // its id
  std::string name;
  std::uint64_t bytes = 0;
  std::string media;    // of the original, "video/mp4"
  std::string state;    // queued, working, ready, refused
  double progress = 0;  // 0..1 while working
  std::optional<Detail>
      refusal;  // when refused: code not_media, truncated, too_many_pixels, empty, no_space …
  Millis duration{};
  int width = 0;
  int height = 0;
  bool has_picture = false;
  bool has_sound = false;
  Instant added{};
  std::string added_by;  // name
  std::optional<Loudness> loudness;
  std::vector<Rendition> renditions;  // those ready so far
};

// Media brought by people. Thread-safe; may block a few ms; the work itself is done on the
// library's own threads.
class Clips {
 public:
  virtual ~Clips() = default;
  // Where uploads are written before `add`; on the file system of the media store.
  virtual std::filesystem::path upload_dir() = 0;
  virtual std::uint64_t max_upload_bytes() = 0;
  // Throws 507 no_space when so many bytes would not fit. Asked before an upload is read.
  virtual void check_room(const Caller& caller, std::uint64_t bytes) = 0;
  // The same bytes again are the same clip (state as it is); what is no media becomes state
  // refused.
  virtual Clip add(const Caller& caller, const Upload& upload) = 0;
  virtual Page<Clip> list(const Caller& caller, const std::string& text, const PageAsk& page) = 0;
  virtual Clip one(const Caller& caller, const std::string& sha256) = 0;
  virtual Blob content(const Caller& caller, const std::string& sha256) = 0;  // the original
  virtual Blob rendition(const Caller& caller, const std::string& sha256,
                         const std::string& key) = 0;
  // H.264 and AAC in MP4 for any browser, sound as loud as devices play it. Throws 503 being_made
  // (made when first asked for), 409 clip_refused, 404 no_preview, 507 no_space.
  virtual Blob preview(const Caller& caller, const std::string& sha256) = 0;
  virtual Picture thumbnail(const Caller& caller, const std::string& sha256) = 0;
};

}  // namespace controller::api
