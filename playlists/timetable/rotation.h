// The open windows of one class take turns: docs/timeline.md §5. Confined to its owner.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "playlists/instant.h"
#include "playlists/programme/entry.h"

namespace playlists {

class Rotation {
 public:
  struct Window {
    Instant start{};
    std::uint8_t depth = 0;
    std::string_view id;
    std::uint32_t job = 0;
    Instant close{};
    Duration span{};  ///< of a turn, > 0
    Lose lose = Lose::Resume;
  };

  bool empty() const { return windows_.empty(); }
  const std::vector<Window>& windows() const { return windows_; }
  /// The earliest close; open_end when none.
  Instant next_close() const;

  /// Turns that end before `now` (with `also_now`: or at it) have ended.
  void advance(Instant now, bool also_now);
  void open(const Window& window, Instant now);
  /// Windows that have closed at `now` are out.
  void close(Instant now);

  /// The window whose turn it is; not empty.
  const Window& turn() const { return windows_[turn_]; }
  /// Whether that job's window is open.
  bool holds(std::uint32_t job) const;
  /// How far the turn has come, if it goes on (or begins) at `now`.
  Duration position(Instant now) const;
  /// When the turn ends if it is on air from `now` on; it begins anew if it is the only one.
  Instant turn_end(Instant now) const { return now + (turn().span - position(now)); }

  bool is_on_air() const { return on_air_; }
  /// Goes on as if it were on air, until it is (see hold).
  bool is_held() const { return held_; }
  /// Grows whenever something other than the mere passing of turns happens to it.
  std::uint32_t changes() const { return changes_; }
  void go_on_air(Instant now, Duration position);
  void leave(Instant now);
  /// The turn has to wait, from its beginning, until it may be on air.
  void wait(Instant now);
  /// While the clock runs: when the turn began.
  Instant began_at() const { return anchor_; }
  /// Not on air (the device has just started), but going on as if it were until it is.
  void hold();
  /// The turn was played to its end, whatever its span says; the next counts from `at`.
  void end_turn(Instant at);
  /// It is that job's turn, whatever the clock says (an output began it a moment late).
  void take_turn(std::uint32_t job, Instant now);
  /// Takes over turn and clock of `old`, if that turn's window is open here too under `job`.
  void resume_from(const Rotation& old, std::uint32_t job);

 private:
  bool runs() const { return on_air_ || held_ || (turn().lose == Lose::Rejoin && !waits_); }
  void begin_turn(std::size_t index, Instant now);
  void skip_cycles(Instant now);

  std::vector<Window> windows_;  // by start, depth, id
  std::size_t turn_ = 0;
  std::uint32_t changes_ = 0;
  bool on_air_ = false;
  std::vector<Window> skipped_;  // none or the turn that is over; the next is looked for
  void next_after_skipped();
  bool held_ = false;    // runs on until it is on air again
  bool waits_ = false;   // begins when it is on air, also one that would run on
  Instant anchor_{};     // while the clock runs: when the turn's position was 0
  Duration position_{};  // while it stands
};

}  // namespace playlists
