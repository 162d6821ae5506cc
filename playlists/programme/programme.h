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

/// What a device does that has not heard its centre for long: after `days` days without a signed
/// time the programme rests and `filler` loops (docs/timeline.md §7).
struct OfflineContract {
  int days = 0;        ///< 0 = the programme does not depend on the link
  MessageHash filler;  ///< empty = silence, black

  bool operator==(const OfflineContract&) const = default;
};

struct Programme {
  AreaCode area;
  std::int64_t version = 0;  ///< 1 …; a device keeps the highest it has seen
  Instant issued{};
  std::string zone;       ///< IANA name; all civil times below are in it
  std::string zone_data;  ///< version of the zone tables it was judged with, for example `2024a`
  Instant valid_from{};
  Instant valid_until =
      open_end;  ///< first instant at which nothing of it plays any more; open_end = 0 in JSON
  OfflineContract offline;
  std::vector<Entry> entries;

  bool operator==(const Programme&) const = default;
};

/// Every message it names, its filler too; sorted, each once.
std::vector<MessageHash> messages_of(const Programme& programme);

/// Everything that makes a programme impossible or dangerous, with the entry's title in the text:
/// `emergency_class`, `unknown_class`, `no_time`, `two_kinds_of_time`, `empty_window`,
/// `bad_rule_*`, `no_day`, `until_before_from`, `bad_time`, `duplicate_time`, `bad_every`,
/// `bad_share`, `bad_repeat`, `bad_volume`, `bad_late`, `bad_postpone`, `bad_cycle`, `bad_daypart`,
/// `duplicate_entry`, `no_message`, `unknown_zone`, `no_area`, `bad_version`, `bad_offline`. Empty
/// = good. parse_programme applies it, and so does publishing.
std::vector<Problem> check_programme(const Programme& programme);
/// The same for one entry (a form being filled in).
std::vector<Problem> check_entry(const Entry& entry);

}  // namespace playlists
