// An MP4 being written, its index in front (faststart): one for each film and each preview.
// Internal to this folder.
#pragma once

#include <filesystem>

#include "controller/library/av.h"

namespace controller {

/// Tracks first, then begin, packets, finish. The same packets give the same bytes. Errors of every
/// method: as av::check. Confined to its owner.
class Mp4File {
 public:
  explicit Mp4File(std::filesystem::path file);

  /// A track for what this opened encoder makes; gives its number.
  int add(const AVCodecContext& codec);
  void begin();
  /// `packet` (its times in `unit`) is taken; tracks are put side by side by their times.
  void write(AVPacket& packet, int track, AVRational unit);
  void finish();
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  av::Output output_;
};

}  // namespace controller
