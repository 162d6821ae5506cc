#include "players/output/playing.h"

#include <algorithm>
#include <cmath>

namespace players {

Level to_level(const Metered& metered) {
  const auto decibel = [](double amplitude) {
    return amplitude > 0 ? std::max(Level::silence_dbfs, 20 * std::log10(amplitude))
                         : Level::silence_dbfs;
  };
  if (metered.values == 0) return {};
  const double mean = metered.square_sum / static_cast<double>(metered.values);
  return {decibel(std::sqrt(mean)), decibel(metered.peak)};
}

void Playing::accept(std::uint64_t count, std::uint64_t output_index, const Stamp& at,
                     const Report& report) {
  if (count == 0) return;
  amount += count;
  if (started) return;
  started = true;
  since = at.wall;
  report(PlayStarted{command.token, output_index, at.mono, at.wall});
}

PlayReport Playing::finish(PlayEnd why, std::string problem, const Stamp& at) const {
  return PlayFinished{command.token, why,      std::move(problem),
                      amount,        position, to_level(metered),
                      at.mono,       at.wall};
}

}  // namespace players
