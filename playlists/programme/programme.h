// A programme (chương trình): the signed, versioned entries of one area. Immutable after
// construction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/problem.h"
#include "playlists/programme/entry.h"

namespace playlists {

struct Programme {
  AreaCode area;
  std::int64_t version = 0;  ///< 1 …; a device keeps the highest it has seen
  Instant issued{};
  std::string zone;  ///< IANA name; all civil times below are in it
  Instant valid_until =
      open_end;  ///< first instant at which nothing of it plays any more; open_end = 0 in JSON
  std::vector<Entry> entries;

  bool operator==(const Programme&) const = default;
};

/// Everything that makes a programme impossible or dangerous, with the entry's title in the text:
/// `emergency_class`, `unknown_class`, `no_time`, `window_and_times`, `empty_window`, `no_days`,
/// `days_not_weekly`, `no_day`, `until_before_from`, `bad_time`, `duplicate_time`, `bad_repeat`,
/// `bad_volume`, `duplicate_entry`, `no_message`, `unknown_zone`, `no_area`, `bad_version`. Empty =
/// good. parse_programme applies it, and so does publishing.
std::vector<Problem> check_programme(const Programme& programme);
/// The same for one entry (a form being filled in).
std::vector<Problem> check_entry(const Entry& entry);

}  // namespace playlists
