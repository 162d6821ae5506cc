#include "tests/reference/rotation.h"

#include <algorithm>

namespace reference {

using playlists::Lose;

Rotation::Rotation(const Occurrences& all, std::vector<std::size_t> windows)
    : all_(all), windows_(std::move(windows)) {}

bool Rotation::is_open(std::size_t window) const {
  return all_.windows[window].open <= now_ && now_ < all_.windows[window].close;
}

// Indices rise by start, depth, id: the least greater one that is open, else the least.
std::optional<std::size_t> Rotation::following(std::optional<std::size_t> window) const {
  std::optional<std::size_t> least;
  for (const std::size_t other : windows_) {
    if (!is_open(other)) continue;
    if (window && other > *window) return other;
    if (!least) least = other;
  }
  return least;
}

const Item& Rotation::item() const {
  return all_.items[all_.windows[*turn_].item];
}

const Content& Rotation::content() const {
  return item().contents.front();
}

bool Rotation::clock_runs() const {
  return turn_ && !over_ && (on_air_ || item().lose == Lose::Rejoin);
}

void Rotation::begin(std::optional<std::size_t> window) {
  turn_ = window;
  position_ = Duration{0};
  begun_ = false;
  over_ = false;
}

bool Rotation::go_on_to(Instant now) {
  if (clock_runs()) position_ += now - now_;
  now_ = now;
  if (!turn_) {
    begin(following(std::nullopt));
    return false;
  }
  if (over_) {
    if (!following(turn_)) begin(std::nullopt);
    return false;
  }
  if (is_open(*turn_) && position_ < content().span) return false;
  begin(following(turn_));
  const bool over = on_air_;
  on_air_ = false;
  return over;
}

Instant Rotation::next_change(Instant now) const {
  Instant next = playlists::open_end;
  for (const std::size_t window : windows_) {
    const auto& [item, open, close] = all_.windows[window];
    if (open > now) next = std::min(next, open);
    if (close > now) next = std::min(next, close);
  }
  if (!clock_runs()) return next;
  const Duration inside = position_ % content().playing;
  Duration end{0};
  for (const Piece& piece : content().pieces) {
    end += piece.length;
    if (end > inside) break;
  }
  return std::min(next, now + (end - inside));
}

void Rotation::lose_air() {
  on_air_ = false;
  over_ = item().lose == Lose::Skip;
}

void Rotation::take_air() {
  if (over_) begin(following(turn_));
  const Lose lose = item().lose;
  if (begun_ && (lose == Lose::Restart || lose == Lose::Postpone)) position_ = Duration{0};
  begun_ = true;
  on_air_ = true;
}

}  // namespace reference
