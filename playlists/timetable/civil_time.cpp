#include "playlists/timetable/civil_time.h"

#include <date/tz.h>

#include <stdexcept>
#include <string>

namespace playlists {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

date::local_time<Duration> local_of(const date::time_zone& zone, Instant instant) {
  return zone.to_local(instant);
}

}  // namespace

std::optional<ZoneRules> ZoneRules::find(std::string_view name) {
  // An absolute or climbing name would be opened as a file by the zone tables; no IANA name looks
  // like that.
  if (name.empty() || name.size() > 64 || name.front() == '/' ||
      name.find("..") != std::string_view::npos) {
    return std::nullopt;
  }
  try {
    return ZoneRules{date::locate_zone(std::string{name})};
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

Instant ZoneRules::instant_of(CivilDay day, CivilTime time) const {
  const date::local_time<seconds> local{std::chrono::sys_days{day}.time_since_epoch() + time};
  const date::local_info info = zone_->get_info(local);
  if (info.result == date::local_info::nonexistent) return info.second.begin;
  return std::chrono::sys_seconds{local.time_since_epoch() - info.first.offset};
}

CivilDay ZoneRules::day_of(Instant instant) const {
  const auto days = floor<std::chrono::days>(local_of(*zone_, instant).time_since_epoch());
  return CivilDay{std::chrono::sys_days{days}};
}

CivilTime ZoneRules::time_of(Instant instant) const {
  const auto local = local_of(*zone_, instant).time_since_epoch();
  return floor<seconds>(local - floor<std::chrono::days>(local));
}

bool is_zone(std::string_view name) {
  return ZoneRules::find(name).has_value();
}

}  // namespace playlists
