#include "players/device/early_stops.h"

#include <algorithm>
#include <utility>

namespace players {

using playlists::OrderId;

void EarlyStops::add(Stop stop) {
  stops_.push_back(std::move(stop));
  if (stops_.size() <= most) return;
  pushed_out_.push_back(stops_.front().stop);
  stops_.pop_front();
}

std::optional<EarlyStops::Stop> EarlyStops::take(const OrderId& target) {
  const auto found = std::find_if(stops_.begin(), stops_.end(),
                                  [&](const Stop& stop) { return stop.target == target; });
  if (found == stops_.end()) return {};
  auto stop = std::move(*found);
  stops_.erase(found);
  return stop;
}

bool EarlyStops::waits(const OrderId& stop) const {
  return std::any_of(stops_.begin(), stops_.end(),
                     [&](const Stop& one) { return one.stop == stop; });
}

std::vector<OrderId> EarlyStops::in_vain(playlists::Instant now) {
  auto gone = std::exchange(pushed_out_, {});
  for (const auto& stop : stops_)
    if (stop.expires <= now) gone.push_back(stop.stop);
  std::erase_if(stops_, [&](const Stop& stop) { return stop.expires <= now; });
  std::sort(gone.begin(), gone.end());
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  std::erase_if(gone, [this](const OrderId& stop) { return waits(stop); });
  return gone;
}

std::vector<OrderId> EarlyStops::give_up() {
  for (auto& stop : stops_) stop.expires = {};
  return in_vain({});
}

}  // namespace players
