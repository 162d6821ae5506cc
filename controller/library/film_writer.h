// H.264 in MP4 for one board (docs/architecture.md, renditions): a constant rate, no B frames (so
// time begins at zero and frames can be counted), a key frame each second, moov in front.
#pragma once

#include <cstdint>
#include <filesystem>

#include "controller/library/av.h"
#include "playlists/orders/profile.h"

namespace controller {

/// Writes one file. The same frames give the same bytes. Confined to its owner.
class FilmWriter {
 public:
  FilmWriter(std::filesystem::path file, const playlists::Output& board);
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
  void drain();

  std::filesystem::path file_;
  playlists::Output board_;
  av::Codec codec_;
  av::Output output_;
  av::Packet packet_;
  std::int64_t frames_ = 0;
};

}  // namespace controller
