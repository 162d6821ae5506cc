#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "players/led/picture_format.h"
#include "players/media/image.h"
#include "players/output/playing.h"

namespace players {

/// One frame on its way to the panel.
struct ShownFrame {
  std::shared_ptr<const Image> image;  ///< width x height of the board, never null
  bool changed = true;                 ///< false: the same pixels as the frame before
  bool new_item = false;               ///< the first frame of an item, or of black after one
  std::string item;                    ///< PlayCommand::item; empty = black or a held picture
  std::uint64_t item_frame = 0;        ///< its place in the item, from 0; 0 without an item
  Stamp at;                            ///< when the mixer handed it over
};

/// Where the frames of a board go. Called by the board's thread only, at the board's pace.
class FrameSink {
 public:
  virtual ~FrameSink() = default;

  /// Called before the first show() and again after any of the two has thrown; must then be able to
  /// go on. Throws std::runtime_error: what was tried, on what, the cause.
  virtual void open(const PictureFormat& format) = 0;
  /// May wait for room, never drops: when it returns, the frame will be shown (or recorded) after
  /// those before it. Throws std::runtime_error when the frame was not accepted.
  virtual void show(const ShownFrame& frame) = 0;
};

/// Accepts and forgets: a board for benchmarks. Confined to the board's thread.
class NullFrameSink final : public FrameSink {
 public:
  void open(const PictureFormat&) override {}
  void show(const ShownFrame&) override {}
};

}  // namespace players
