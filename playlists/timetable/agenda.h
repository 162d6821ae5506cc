// One programme on one kind of output over some days: which of its entries have something to play
// there, in which pieces, and every occurrence by start. What devices of one profile and language
// share; which of them an entry is meant for is judged by the lane. Immutable after construction.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/timetable/shelf.h"

namespace playlists {

/// One message in one language.
struct Piece {
  MessageHash message;
  std::string lang;  ///< empty = whatever the message has
  Duration length{};
};

/// What one playing of an entry holds (`cycle` `one`: one round for each message).
struct Round {
  std::vector<Piece> pieces;
  Duration once{};  ///< all pieces, > 0
  Duration span{};  ///< once × repeat, at most a day
  Instant from{};   ///< validity of programme and messages together
  Instant limit = open_end;
};

/// An entry (or a programme's filler) as this output has it.
struct Line {
  const Entry* entry = nullptr;               ///< of the agenda's programme; nullptr = its filler
  ItemClass item_class = ItemClass::Unknown;  ///< Unknown = filler, below all classes
  bool loops = false;
  std::vector<Round> rounds;  ///< empty = it cannot play here: `why_not`
  Instant from{};             ///< the least and the most of its rounds'
  Instant limit = open_end;
  std::string_view why_not;  ///< code, empty = it can
};

/// One occurrence.
struct Slot {
  Instant start{};
  Instant end{};  ///< timed: start + span; a window's close
  std::uint32_t line = 0;
  std::uint32_t round = 0;
};

class Agenda {
 public:
  /// Occurrences that overlap [from, until). `key`: the output's rendition key. `languages` without
  /// an order: Vietnamese.
  Agenda(std::shared_ptr<const ReadyProgramme> programme, const Shelf& shelf, OutputKind kind,
         std::string_view key, const LanguageOrder& languages, Instant from, Instant until);

  const Programme& programme() const { return programme_->programme; }
  /// Of a programme that has lines that can play.
  const ZoneRules& zone() const { return *programme_->zone; }
  const std::vector<Line>& lines() const { return lines_; }
  /// By start; of one start by line.
  const std::vector<Slot>& slots() const { return slots_; }
  /// The filler's line, if there is one; its slots are none: it plays from its `from` on.
  const Line* filler() const;

 private:
  class Maker;
  std::shared_ptr<const ReadyProgramme> programme_;
  std::vector<Line> lines_;  ///< entries in their order, then perhaps the filler
  std::vector<Slot> slots_;
};

/// A line's name: the entry's id, `filler` for a filler.
std::string_view id_of(const Line& line);

}  // namespace playlists
