#include "players/device/cut_places.h"

#include <algorithm>
#include <chrono>

namespace players {

using playlists::Duration;

namespace {

constexpr Duration join_tolerance{1'500};
/// Two positions of one cut that are the same but for rounding.
constexpr Duration same_cut{50};
constexpr std::size_t most_remembered = 256;

}  // namespace

void CutPlaces::cut(const playlists::Playing& playing, Duration base, Duration position,
                    std::uint64_t units) {
  if (cuts_.size() >= most_remembered) cuts_.clear();
  cuts_[playing] = {base, position, units};
}

Place CutPlaces::place_for(const playlists::DueItem& item) const {
  if (item.item.kind == playlists::ItemKind::Order) return {};
  const auto cut = cuts_.find(item.playing);
  if (item.resumes && cut != cuts_.end() && item.length > Duration{}) {
    // A window that has looped is told without its whole rounds.
    const auto differ = std::chrono::abs(cut->second.position - item.position) % item.length;
    const auto offset = cut->second.position - cut->second.base;
    if (std::min(differ, item.length - differ) <= same_cut)
      return {std::max(item.position - offset, Duration{}), offset, cut->second.units};
  }
  const bool late = item.resumes || item.position >= join_tolerance;
  const auto position = late ? item.position : Duration{};
  const auto base = item.length > Duration{} ? position / item.length * item.length : Duration{};
  return {base, position - base, {}};
}

}  // namespace players
