#include "controller/library/film_timing.h"

#include <algorithm>
#include <cmath>

namespace controller {

std::int64_t FilmTiming::until(double seconds) {
  const auto place = static_cast<std::int64_t>(std::llround(seconds * fps_));
  const std::int64_t count = std::max<std::int64_t>(0, place - made_);
  made_ += count;
  return count;
}

std::int64_t FilmTiming::before(double seconds) {
  return until(seconds);
}

std::int64_t FilmTiming::at_end(double seconds) {
  const std::int64_t count = until(seconds);
  if (made_ > 0) return count;
  made_ = 1;
  return 1;
}

}  // namespace controller
