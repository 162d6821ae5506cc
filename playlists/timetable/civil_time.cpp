#include "playlists/timetable/civil_time.h"

#include <date/tz.h>

#include <fstream>
#include <stdexcept>
#include <string>

namespace playlists {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

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

Instant ZoneRules::instant_of(LocalSeconds local) const {
  const date::local_info info = zone_->get_info(date::local_seconds{local.time_since_epoch()});
  return Instant{local.time_since_epoch() - info.first.offset};
}

Instant ZoneRules::instant_of(CivilDay day, CivilTime time) const {
  return instant_of(std::chrono::local_days{day} + time);
}

LocalSeconds ZoneRules::local_of(Instant instant) const {
  return LocalSeconds{floor<seconds>(zone_->to_local(instant).time_since_epoch())};
}

Instant ZoneRules::next_showing(CivilTime time, Instant after) const {
  const auto today = floor<std::chrono::days>(local_of(after));
  Instant next = open_end;
  for (int day = 0; day < 3 && next == open_end; ++day) {
    const LocalSeconds wanted = today + std::chrono::days{day} + time;
    const auto info = zone_->get_info(date::local_seconds{wanted.time_since_epoch()});
    for (const seconds offset : {info.first.offset, info.second.offset}) {
      const Instant shown{wanted.time_since_epoch() - offset};
      if (shown > after && local_of(shown) == wanted) next = std::min(next, shown);
    }
  }
  return next;
}

SteadyOffset ZoneRules::steady_around(LocalSeconds local) const {
  const auto info = zone_->get_info(date::local_seconds{local.time_since_epoch()});
  if (info.result != date::local_info::unique) return {};
  // A day off both ends: no shift is longer.
  constexpr auto margin = std::chrono::hours{24};
  const seconds begin = info.first.begin.time_since_epoch() + info.first.offset + margin;
  const seconds end = info.first.end.time_since_epoch() + info.first.offset - margin;
  const SteadyOffset steady{LocalSeconds{begin}, LocalSeconds{end}, info.first.offset};
  return local >= steady.from && local < steady.until ? steady : SteadyOffset{};
}

CivilDay ZoneRules::day_of(Instant instant) const {
  return CivilDay{floor<std::chrono::days>(local_of(instant))};
}

CivilTime ZoneRules::time_of(Instant instant) const {
  const LocalSeconds local = local_of(instant);
  return local - floor<std::chrono::days>(local);
}

std::string zone_data_version() {
  const std::string& known = date::get_tzdb().version;
  if (!known.empty() && known != "unknown") return known;
  // The system's tables are compiled files without a version; beside them lies their source.
  constexpr std::string_view mark = "# version ";
  std::ifstream source("/usr/share/zoneinfo/tzdata.zi");
  std::string line;
  std::getline(source, line);
  return line.starts_with(mark) ? line.substr(mark.size(), 40) : std::string();
}

bool is_zone(std::string_view name) {
  return ZoneRules::find(name).has_value();
}

}  // namespace playlists
