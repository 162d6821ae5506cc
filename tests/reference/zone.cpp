#include "tests/reference/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace reference {

using namespace std::chrono;

Zone::Zone(const std::string& name) {
  const date::time_zone* zone = date::locate_zone(name);
  sys_seconds at = sys_days{1960y / January / 1};
  while (at < sys_days{2101y / January / 1}) {
    const auto info = zone->get_info(at);
    stretches_.push_back({at, info.offset});
    at = info.end;
  }
}

const Zone& Zone::find(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const Zone>> zones;
  const std::lock_guard lock(mutex);
  auto& zone = zones[name];
  if (!zone) zone.reset(new Zone(name));
  return *zone;
}

LocalSeconds Zone::local(Instant instant) const {
  const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), instant,
                                      [](Instant at, const Stretch& s) { return at < s.from; });
  const auto utc = floor<seconds>(instant).time_since_epoch();
  return LocalSeconds{utc + std::prev(after)->offset};
}

std::vector<Instant> Zone::instants_showing(LocalSeconds wanted) const {
  // No offset is larger than a day, so whatever shows `wanted` lies within a day of it in UTC.
  const Instant near{wanted.time_since_epoch()};
  std::vector<Instant> found;
  auto stretch =
      std::upper_bound(stretches_.begin(), stretches_.end(), near - days{1},
                       [](Instant instant, const Stretch& s) { return instant < s.from; });
  for (--stretch; stretch != stretches_.end() && stretch->from <= near + days{1}; ++stretch) {
    const Instant candidate = near - stretch->offset;
    if (candidate >= stretch->from &&
        (std::next(stretch) == stretches_.end() || candidate < std::next(stretch)->from)) {
      found.push_back(candidate);
    }
  }
  return found;
}

Instant Zone::instant(LocalSeconds wanted) const {
  if (const auto shown = instants_showing(wanted); !shown.empty()) return shown.front();
  // Skipped: the gap is the change that jumps over it.
  const Instant utc{wanted.time_since_epoch()};
  for (std::size_t i = 1; i < stretches_.size(); ++i) {
    const auto before = stretches_[i - 1].offset;
    if (stretches_[i].from <= utc - before && utc - stretches_[i].offset < stretches_[i].from) {
      return utc - before;
    }
  }
  throw std::logic_error("a local time that is neither shown nor skipped");
}

}  // namespace reference
