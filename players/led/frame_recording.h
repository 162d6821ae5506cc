#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "players/led/frame_sink.h"
#include "players/output/csv_log.h"

namespace players {

/// The files of a recorded board:
///   frames/NNNNNN.png  every frame exactly as sent to the panel, numbered from 000000, PNG of zlib
///                      level 1; an unchanged frame is a hard link to the one before, except that
///                      the first frame of every item is an image of its own
///   frames.csv         time,item,frame,wall_ms,item_frame: monotonic nanoseconds when the mixer
///                      handed the frame over, the item (empty = none), the number of the PNG, wall
///                      clock in Unix milliseconds, the frame's place in the item
/// Goes on where an earlier run ended and overwrites nothing: what a crash left half written (a
/// line, a picture, a picture without its line) is removed, and numbering continues.
///
/// Confined to its owner.
class FrameRecording {
 public:
  /// Opens or makes `folder`. Throws std::runtime_error (StorageError, StorageFull): what, where,
  /// why.
  explicit FrameRecording(const std::filesystem::path& folder);

  /// Writes one frame. After an exception it may be written again: nothing counts twice.
  void append(const ShownFrame& frame);
  /// The number the next frame gets.
  std::uint64_t next() const { return next_; }

 private:
  std::filesystem::path picture(std::uint64_t number) const;
  std::uint64_t after_last_whole_frame();
  void write_picture(const Image& image) const;
  bool link_to_last() const;

  const std::filesystem::path frames_;
  CsvLog csv_;
  std::uint64_t next_;
  bool can_link_ = false;  ///< the frame before was written by this run
};

}  // namespace players
