#include "controller/library/film_timing.h"

#include <algorithm>

extern "C" {
#include <libavutil/mathematics.h>
}

namespace controller {

std::int64_t FilmTiming::until(std::int64_t ticks) {
  const std::int64_t place = av_rescale_rnd(ticks, unit_ * fps_, per_, AV_ROUND_NEAR_INF);
  const std::int64_t count = std::max<std::int64_t>(0, place - made_);
  made_ += count;
  return count;
}

std::int64_t FilmTiming::before(std::int64_t ticks) {
  return until(ticks);
}

std::int64_t FilmTiming::at_end(std::int64_t ticks) {
  const std::int64_t count = until(ticks);
  if (made_ > 0) return count;
  made_ = 1;
  return 1;
}

}  // namespace controller
