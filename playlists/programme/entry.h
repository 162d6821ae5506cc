// An entry (mục lịch): one rule of a programme: what, when, where, how important.
// docs/documents.md, `programme`. Immutable after construction.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/calendar/civil.h"
#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/output_kind.h"

namespace playlists {

enum class Frequency { Unknown, Once, Daily, Weekly };
/// What happens to an item that was cut: goes on where it stopped, begins again, or is given up (a
/// window then begins anew).
enum class Resume { Unknown, Continue, Restart, Drop };

std::string_view frequency_text(Frequency frequency);
std::optional<Frequency> parse_frequency(std::string_view text);
std::string_view resume_text(Resume resume);
std::optional<Resume> parse_resume(std::string_view text);

/// When an entry plays: either `times` (each starts one playing) or `window` (loops all through
/// it), never both.
struct When {
  Frequency frequency = Frequency::Unknown;
  std::vector<std::chrono::weekday> days;  ///< weekly only, at least one
  std::vector<CivilTime> times;
  std::optional<CivilWindow> window;
  std::optional<CivilDay> from;   ///< first day; for `once` the day
  std::optional<CivilDay> until;  ///< last day, inclusive

  bool operator==(const When&) const = default;
};

struct Entry {
  EntryId id;
  std::string title;
  ItemClass item_class = ItemClass::Unknown;  ///< JSON `class`; never Emergency
  MessageHash message;
  When when;
  int repeat = 1;                   ///< playings one after the other at each time, 1 … 100
  double volume_db = 0;             ///< -60 … +12, added to the output's own volume
  std::vector<OutputKind> outputs;  ///< empty = all
  std::vector<std::string> tags;    ///< plays where any of them is; empty = everywhere
  bool below = true;                ///< false = only devices placed directly in the area
  Resume resume = Resume::Continue;

  bool operator==(const Entry&) const = default;
};

}  // namespace playlists
