// H.264 in MP4 (docs/architecture.md, renditions): a constant rate, no B frames (so time begins at
// zero and frames can be counted), a key frame each second, moov in front. For one board, or with
// its sound for browsers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "controller/library/av.h"
#include "controller/library/mp4_file.h"
#include "controller/library/sound_track.h"
#include "playlists/orders/profile.h"

namespace controller {

/// How a film is written. The default is a board's: exact colours, no sound.
struct FilmStyle {
  bool for_browsers = false;          // yuv420p, the one form every browser plays, and smaller
  std::span<const float> sound = {};  // 48 kHz mono, put beside it as AAC; empty = silent
};

/// Writes one file. The same frames give the same bytes. Confined to its owner.
class FilmWriter {
 public:
  FilmWriter(std::filesystem::path file, const playlists::Output& board,
             const FilmStyle& style = {});
  ~FilmWriter();
  FilmWriter(FilmWriter&&) noexcept = default;

  /// The next frame: yuv444p of the board's size; the first one's colour names become the file's.
  /// Throws as av::check.
  void write(AVFrame& frame);
  /// Ends the file; `frames()` is then what it holds.
  void finish();
  std::int64_t frames() const { return frames_; }
  const std::filesystem::path& file() const { return file_; }

 private:
  void open(const AVFrame& first);
  void open_encoder(const AVFrame& first);
  AVFrame& in_form(AVFrame& frame);
  void drain();

  std::filesystem::path file_;
  playlists::Output board_;
  FilmStyle style_;
  av::Codec codec_;
  std::unique_ptr<Mp4File> mp4_;  // stays where it is when the writer moves: sound_ refers to it
  std::unique_ptr<SoundTrack> sound_;
  int track_ = 0;
  av::Packet packet_;
  av::Scaler halver_;  // of colours, for browsers
  av::Frame halved_;
  std::int64_t frames_ = 0;
};

}  // namespace controller
