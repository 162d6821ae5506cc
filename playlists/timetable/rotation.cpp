#include "playlists/timetable/rotation.h"

#include <algorithm>
#include <tuple>

namespace playlists {
namespace {

auto key(const Rotation::Window& window) {
  return std::tuple{window.start, window.depth, window.id};
}

bool by_key(const Rotation::Window& a, const Rotation::Window& b) {
  return key(a) < key(b);
}

}  // namespace

Instant Rotation::next_close() const {
  Instant next = open_end;
  for (const Window& window : windows_) next = std::min(next, window.close);
  return next;
}

void Rotation::begin_turn(std::size_t index, Instant now) {
  turn_ = index;
  waits_ = false;
  anchor_ = now;
  position_ = Duration{};
}

// Whole cycles in one step, while the clock runs whoever's turn it is.
void Rotation::skip_cycles(Instant now) {
  const auto runs_on = [](const Window& window) { return window.lose == Lose::Rejoin; };
  if (!on_air_ && !held_ && !std::all_of(windows_.begin(), windows_.end(), runs_on)) return;
  Duration cycle{};
  for (const Window& window : windows_) cycle += window.span;
  if (now - anchor_ >= 2 * cycle) anchor_ += ((now - anchor_) / cycle - 1) * cycle;
}

void Rotation::advance(Instant now, bool also_now) {
  if (windows_.empty() || !runs()) return;
  skip_cycles(now);
  while (runs()) {
    const Instant end = anchor_ + turn().span;
    if (end > now || (end == now && !also_now)) return;
    begin_turn((turn_ + 1) % windows_.size(), end);
  }
}

void Rotation::open(const Window& window, Instant now) {
  const auto at = std::upper_bound(windows_.begin(), windows_.end(), window, by_key);
  const auto index = static_cast<std::size_t>(at - windows_.begin());
  const bool first = windows_.empty();
  ++changes_;
  windows_.insert(at, window);
  if (first) {
    begin_turn(0, now);
  } else if (index <= turn_) {
    ++turn_;
  }
  next_after_skipped();
}

// The turn after the one that was skipped, of the windows that are open now.
void Rotation::next_after_skipped() {
  if (skipped_.empty() || windows_.empty()) return;
  const auto next = std::upper_bound(windows_.begin(), windows_.end(), skipped_.front(), by_key);
  turn_ = next == windows_.end() ? 0 : static_cast<std::size_t>(next - windows_.begin());
}

void Rotation::close(Instant now) {
  if (windows_.empty() || next_close() > now) return;
  const Window was = turn();
  ++changes_;
  std::erase_if(windows_, [&](const Window& window) { return window.close <= now; });
  if (windows_.empty()) {
    on_air_ = held_ = false;
    skipped_.clear();
    turn_ = 0;
    return;
  }
  const auto same = std::lower_bound(windows_.begin(), windows_.end(), was, by_key);
  const auto index = static_cast<std::size_t>(same - windows_.begin());
  if (was.close > now) {
    turn_ = index;
  } else if (skipped_.empty()) {
    begin_turn(index % windows_.size(), now);
  }
  next_after_skipped();
}

bool Rotation::holds(std::uint32_t job) const {
  return std::any_of(windows_.begin(), windows_.end(),
                     [&](const Window& window) { return window.job == job; });
}

Duration Rotation::position(Instant now) const {
  return runs() ? std::max(now - anchor_, Duration{}) : position_;
}

void Rotation::go_on_air(Instant now, Duration position) {
  ++changes_;
  anchor_ = now - position;
  on_air_ = true;
  held_ = false;
  skipped_.clear();
  waits_ = false;
}

void Rotation::leave(Instant now) {
  if (!on_air_) return;
  const Duration came_to = now - anchor_;
  on_air_ = false;
  switch (turn().lose) {
    case Lose::Rejoin:
      return;
    case Lose::Resume:
      position_ = came_to;
      return;
    case Lose::Skip:
      if (came_to.count() > 0) skipped_ = {turn()};
      next_after_skipped();
      position_ = Duration{};
      waits_ = true;
      return;
    default:
      position_ = Duration{};
  }
}

void Rotation::wait(Instant now) {
  ++changes_;
  on_air_ = held_ = false;
  anchor_ = now;
  position_ = Duration{};
  waits_ = true;
}

void Rotation::hold() {
  held_ = on_air_;
  on_air_ = false;
}

void Rotation::end_turn(Instant at) {
  begin_turn((turn_ + 1) % windows_.size(), at);
}

void Rotation::take_turn(std::uint32_t job, Instant now) {
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    if (windows_[i].job == job && i != turn_) return begin_turn(i, now);
  }
}

void Rotation::resume_from(const Rotation& old, std::uint32_t job) {
  const auto mine = std::find_if(windows_.begin(), windows_.end(),
                                 [&](const Window& window) { return window.job == job; });
  if (mine == windows_.end()) return;
  turn_ = static_cast<std::size_t>(mine - windows_.begin());
  on_air_ = old.on_air_;
  held_ = old.held_;
  waits_ = old.waits_;
  skipped_ = old.skipped_;
  anchor_ = old.anchor_;
  position_ = old.position_;
}

}  // namespace playlists
