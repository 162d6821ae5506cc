#include "playlists/timetable/turns.h"

#include <numeric>

namespace playlists {

Turn turn_at(const std::vector<Duration>& spans, std::size_t first, Instant base, Instant now) {
  if (spans.size() == 1) return {0, base, std::nullopt};
  const Duration cycle = std::accumulate(spans.begin(), spans.end(), Duration{});
  Turn turn{first % spans.size(), base + (now - base) / cycle * cycle, std::nullopt};
  while (turn.begin + spans[turn.index] <= now) {
    turn.begin += spans[turn.index];
    turn.index = (turn.index + 1) % spans.size();
  }
  turn.end = turn.begin + spans[turn.index];
  return turn;
}

}  // namespace playlists
