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
#include "playlists/programme/target.h"

namespace playlists {

/// How an entry takes the output (docs/timeline.md §2): waits for a seam; cuts what is below it but
/// no timed entry of its class; cuts that too.
enum class StartMode { Unknown, Soft, Prompt, Hard };
/// What becomes of an item that was cut (docs/timeline.md §4, §5).
enum class Lose { Unknown, Resume, Rejoin, Restart, Skip, Postpone };

std::string_view start_mode_text(StartMode mode);
std::optional<StartMode> parse_start_mode(std::string_view text);
std::string_view lose_text(Lose lose);
std::optional<Lose> parse_lose(std::string_view text);
/// A wall clock's date and time, whole seconds, of whatever zone the document names.
using LocalSeconds = std::chrono::local_seconds;
/// `2026-12-01T05:00:00`; nothing for anything else.
std::optional<LocalSeconds> parse_local_start(std::string_view text);
std::string local_start_text(LocalSeconds start);

/// One local start that is taken out, or (no time) all of a day.
struct Except {
  CivilDay day{};
  std::optional<CivilTime> time;

  bool operator==(const Except&) const = default;
};

/// So many plays an hour of a window, or so many hundredths of it; one of them is 0.
struct Share {
  int plays = 0;    ///< 1 … 60
  int percent = 0;  ///< 1 … 100

  bool operator==(const Share&) const = default;
};

/// When an entry plays: docs/timeline.md §1. Exactly one of `times`, `window` and `daypart`.
struct When {
  std::string rule;  ///< RFC 5545 RRULE (`FREQ=WEEKLY;BYDAY=MO,FR`); empty = once, on `from`
  std::vector<CivilTime> times;       ///< each starts one playing
  std::optional<CivilWindow> window;  ///< loops all through it, unless `every` or `share`
  std::string daypart;                ///< id of a daypart in the rules of the area or one above
  std::chrono::seconds every{};       ///< in a window: a playing that often; 0 = loop
  int most = 0;                    ///< with `every`: at most so many in each window; 0 = no limit
  std::optional<Share> share;      ///< in a window, instead of `every`
  std::optional<CivilDay> from;    ///< first day
  std::optional<CivilDay> until;   ///< last day, inclusive
  std::vector<Except> except;      ///< EXDATE
  std::vector<LocalSeconds> also;  ///< RDATE
  std::vector<std::string> only;   ///< calendars: on their days alone
  std::vector<std::string> never;  ///< calendars: not on their days

  bool operator==(const When&) const = default;
};

/// Whether it opens windows in which its content loops (else each occurrence is one playing).
bool loops(const When& when);

/// Where an entry came from: edited out of another one, for one start or for all that follow.
struct CutFrom {
  EntryId entry;
  LocalSeconds start{};
  bool following = false;

  bool operator==(const CutFrom&) const = default;
};

inline constexpr std::chrono::seconds default_late{600};

struct Entry {
  EntryId id;
  std::string title;
  ItemClass item_class = ItemClass::Unknown;  ///< JSON `class`; never Emergency
  std::vector<MessageHash> messages;          ///< a playlist: at least one, in order
  bool cycle_one = false;  ///< JSON `cycle`: `one` = the next message at each time, `all`
  When when;
  int repeat = 1;                   ///< playings one after the other at each time, 1 … 100
  double volume_db = 0;             ///< -60 … +12, added to the output's own volume
  std::vector<OutputKind> outputs;  ///< empty = all
  Target where;                     ///< which devices of the area and below
  StartMode start = StartMode::Prompt;
  std::chrono::seconds late = default_late;  ///< may begin so late; 0 … 86,400
  Lose lose = Lose::Resume;
  std::optional<CivilTime> postpone_to;  ///< with Lose::Postpone
  std::vector<std::string> beyond;       ///< ids of laws it may break, with a permit
  std::optional<CutFrom> cut_from;

  bool operator==(const Entry&) const = default;
};

}  // namespace playlists
