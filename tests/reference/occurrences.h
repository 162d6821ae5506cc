// docs/timeline.md §1, §3 and §7: which occurrences a case has on one output, and what each of them
// plays. Immutable values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "playlists/item_class.h"
#include "playlists/output_kind.h"
#include "tests/reference/case.h"
#include "tests/reference/zone.h"

namespace reference {

struct Piece {
  playlists::MessageHash message;
  std::string lang;
  Duration length{};
};

/// What one occurrence plays: its pieces one after the other, `repeat` times.
struct Content {
  std::vector<Piece> pieces;
  Duration playing{};  ///< sum of the pieces
  Duration span{};     ///< playing × repeat
  Instant from{};      ///< the validities of its messages, its programme, its area
  Instant until{};     ///< … the limit
};

/// One entry as it stands on the device (or one programme's filler).
struct Item {
  const playlists::Entry* entry = nullptr;  ///< nullptr = filler
  std::string id;
  playlists::AreaCode area;
  int depth = 0;
  playlists::ItemClass item_class = playlists::ItemClass::Unknown;  ///< Unknown = filler
  const Zone* zone = nullptr;
  playlists::Lose lose = playlists::Lose::Resume;
  std::vector<Content> contents;  ///< one, or (`cycle` `one`) one for each message
};

struct TimedOccurrence {
  std::size_t item = 0;
  std::size_t content = 0;
  Instant start{};
  Instant next = playlists::open_end;  ///< start of the entry's next occurrence
};

struct WindowOccurrence {
  std::size_t item = 0;
  Instant open{};
  Instant close{};
};

struct Occurrences {
  std::vector<Item> items;
  std::vector<TimedOccurrence> timed;     ///< by start, then item
  std::vector<WindowOccurrence> windows;  ///< by open, depth, id
};

/// Those that begin in [origin, until).
Occurrences occurrences(const Case& given, playlists::OutputKind kind, Instant origin,
                        Instant until);

}  // namespace reference
