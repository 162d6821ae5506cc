#pragma once

#include <memory>
#include <string>

#include "players/media/image.h"

namespace players {

/// What a board shows of one item, frame by frame. Never waits: a frame that is not decoded yet is
/// an answer. Owned by the lineup or the mixer of one board; confined to the board's thread.
class PictureItem {
 public:
  enum class State { Unknown = 0, Waiting, Ready, Ended, Failed };
  struct Next {
    State state = State::Unknown;
    std::shared_ptr<const Image> image;  ///< with Ready: width x height of the board, never null
    std::string problem;                 ///< with Failed
  };

  virtual ~PictureItem() = default;

  /// The next frame, which is thereby taken. A frame that looks like the one before may be the same
  /// object: comparing pointers first is cheap.
  virtual Next next() = 0;
  /// True if it is already known that next() would say Ended.
  virtual bool ended() const = 0;
};

}  // namespace players
