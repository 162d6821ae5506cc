// A timeline to resolve, and its plan as lines that tests can read and compare.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "playlists/timetable/plan.h"
#include "tests/unit/playlists/samples.h"

namespace playlists::samples {

/// The samples' board and loudspeaker with these entries of their own area and of the province.
/// Messages 1 … 9 are held; message n lasts n minutes.
inline Timeline timeline(std::vector<Entry> own, std::vector<Entry> province = {}) {
  Timeline t{placement()};
  for (int n = 1; n <= 9; ++n) t.hold_message(message_hash(n), message(n, std::chrono::minutes{n}));
  t.set_programme(programme("02.026.00715", std::move(own)));
  t.set_programme(programme("02", std::move(province)));
  return t;
}

using Story = std::vector<std::string>;

/// "entry 06:00:00-06:02:00 +30 reason" for each play, times in Vietnam, + the offset in seconds.
inline Story story(const std::vector<PlannedPlay>& plays) {
  const auto zone = ZoneRules::find("Asia/Ho_Chi_Minh");
  Story lines;
  for (const PlannedPlay& play : plays) {
    std::string line = play.item.item.title + " " + civil_time_text(zone->time_of(play.start)) +
                       "-" + civil_time_text(zone->time_of(play.end));
    const auto offset = std::chrono::floor<std::chrono::seconds>(play.item.offset);
    if (offset.count() > 0) line += " +" + std::to_string(offset.count());
    if (play.reason != PlayReason::Unknown) {
      line += " " + std::string{play_reason_text(play.reason)};
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace playlists::samples
