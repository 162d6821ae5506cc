// Which source frame stands at which instant of a constant rate. Internal to this folder.
#pragma once

#include <cstdint>

namespace controller {

/// Output frame n shows the source frame that begins nearest to n / fps and lasts until the next
/// one begins (what FFmpeg's `fps` filter does with round=near). Give it the times of the source
/// frames one after the other. Confined to its owner.
class FilmTiming {
 public:
  /// The source counts time in ticks of `unit` / `per` seconds. Whole numbers throughout: 30 frames
  /// a second meet 25 exactly half-way every sixth time, and halves must always fall the same way.
  FilmTiming(int fps, std::int64_t unit, std::int64_t per) : fps_(fps), unit_(unit), per_(per) {}

  /// A source frame begins `ticks` after time zero: how many output frames the one before it (or,
  /// for the first one, itself) still has to fill before this one takes over.
  std::int64_t before(std::int64_t ticks);
  /// The film ends at `ticks`: how many output frames the last source frame has to fill, at least
  /// one for a film that has had none.
  std::int64_t at_end(std::int64_t ticks);

 private:
  std::int64_t until(std::int64_t ticks);
  int fps_;
  std::int64_t unit_;
  std::int64_t per_;
  std::int64_t made_ = 0;
};

}  // namespace controller
