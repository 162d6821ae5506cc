// A plan as lines that tests can read and compare.
#pragma once

#include <string>
#include <vector>

#include "playlists/timetable/plan.h"

namespace playlists::samples {

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
