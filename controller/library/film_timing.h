// Which source frame stands at which instant of a constant rate. Internal to this folder.
#pragma once

#include <cstdint>

namespace controller {

/// Output frame n shows the source frame that begins nearest to n / fps and lasts until the next
/// one begins (what FFmpeg's `fps` filter does with round=near). Give it the times of the source
/// frames one after the other. Confined to its owner.
class FilmTiming {
 public:
  explicit FilmTiming(int fps) : fps_(fps) {}

  /// A source frame begins at `seconds` after time zero: how many output frames the one before it
  /// (or, for the first one, itself) still has to fill before this one takes over.
  std::int64_t before(double seconds);
  /// The film ends at `seconds`: how many output frames the last source frame has to fill, at
  /// least one for a film that has had none.
  std::int64_t at_end(double seconds);

 private:
  std::int64_t until(double seconds);
  int fps_;
  std::int64_t made_ = 0;
};

}  // namespace controller
