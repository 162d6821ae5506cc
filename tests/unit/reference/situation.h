// A few words to write a case with, and what is on air in one line. Confined to its owner.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "tests/reference/case.h"

namespace reference {

using namespace std::chrono_literals;
using playlists::Entry;
using playlists::ItemClass;
using playlists::Lose;
using playlists::StartMode;

constexpr auto priority = ItemClass::Priority;
constexpr auto routine = ItemClass::Routine;
constexpr auto background = ItemClass::Background;

/// A device in commune `c`, district `d`, province `p` (Asia/Ho_Chi_Minh) with both outputs. Second
/// 0 is 05:00:00 on Monday 2026-11-23. Entries are called `a`, `b` … in the order they are made;
/// each has one message of its own (0 for `a`, 1 for `b` …).
class Situation {
 public:
  Situation();

  /// Second 0 of the situation, and seconds after it.
  Instant at(double seconds) const;

  /// Due at that second, its message so long.
  Entry& timed(double start, double length, ItemClass item_class = routine,
               std::string_view area = "c");
  /// Open between those seconds, its message so long.
  Entry& window(double open, double close, double length, ItemClass item_class = background,
                std::string_view area = "c");
  /// One more message of the entry.
  playlists::Message& also_plays(Entry& entry, double length);
  playlists::Message& message_of(const Entry& entry, std::size_t index = 0);
  playlists::Programme& programme(std::string_view area = "c");
  playlists::MessageHash new_message(double length);

  /// What is on air in [0, until): `second:entry` at each change, ` +position` where it does not
  /// begin, `-` for nothing; with `pieces` also `/message/lang` and a part for each piece.
  std::string air(double until, bool pieces = false,
                  playlists::OutputKind kind = playlists::OutputKind::Sound) const;

  Case given;

 private:
  playlists::CivilTime civil(double seconds) const;
  Entry& add(double length, ItemClass item_class, std::string_view area);

  int entries_ = 0;
  int messages_ = 0;
};

}  // namespace reference
