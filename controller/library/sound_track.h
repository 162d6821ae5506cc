// Sound in an MP4 as AAC, which every browser plays. Internal to this folder.
#pragma once

#include <span>

#include "controller/library/av.h"
#include "controller/library/mp4_file.h"

namespace controller {

/// One track, written piece by piece beside a film or alone. Errors as Mp4File. Confined to its
/// owner.
class SoundTrack {
 public:
  /// `mono` (48 kHz) and `file` outlive it; make it before `file.begin()`.
  SoundTrack(Mp4File& file, std::span<const float> mono);

  /// Writes what begins before this second; true if more is left.
  bool write_until(double second);
  /// Writes what is left.
  void finish();

 private:
  void encode(std::span<const float> samples);
  void drain();

  Mp4File& file_;
  std::span<const float> mono_;
  av::Codec codec_;
  av::Packet packet_;
  int track_ = 0;
  std::size_t at_ = 0;
};

}  // namespace controller
