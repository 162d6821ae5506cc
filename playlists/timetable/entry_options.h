// Which entries an output could play at an instant, given what it played before: one step of the
// timeline. Pure functions.
#pragma once

#include <vector>

#include "playlists/orders/placement.h"
#include "playlists/orders/precedence.h"
#include "playlists/timetable/due.h"
#include "playlists/timetable/entry_table.h"
#include "playlists/timetable/run_log.h"

namespace playlists {

/// A timed entry may start that late (covered until then), as an order may; later the occurrence is
/// missed.
inline constexpr Duration entry_tolerance{600'000};
/// A cut timed entry comes back within that.
inline constexpr Duration resume_within = std::chrono::hours{1};
/// What begins less than that late begins at position 0 all the same.
inline constexpr Duration late_grace{2'000};

/// Something that could play now.
struct Option {
  Rank rank;
  DueItem item;
  Duration span{};  ///< entries: of the whole timed playing, or of one turn of a window
};

enum class TimedState {
  Later,       ///< its time has not come
  Covered,     ///< its time has come, but what plays goes before it
  Eligible,    ///< could play, plays, or could go on
  Played,      ///< reported to its end
  Dropped,     ///< cut, and set to be dropped
  NotResumed,  ///< cut too long ago, or its next occurrence has come
  MissedBusy,  ///< the output was taken too long
  Past,        ///< its time is over
};

/// One occurrence of a timed entry, judged.
struct TimedCase {
  TimedState state = TimedState::Past;
  Duration position{};
  Instant until{};  ///< Eligible: its end; Covered: when it may begin
  bool resumes = false;
};

/// `superseded`: a later occurrence of the same entry has come.
TimedCase judge_timed(const Candidate& candidate, const Occurrence& occurrence, bool superseded,
                      const RunLog& runs, OutputKind kind, Instant now);
/// The occurrences of a timed candidate that may still matter at `now`, oldest first, the last one
/// perhaps not yet begun.
std::vector<Occurrence> recent_occurrences(const EntryTable& table, const Candidate& candidate,
                                           Instant now);
Playing playing_of(const Candidate& candidate, const Occurrence& occurrence);
ItemRef item_of(const Candidate& candidate);

/// Every timed occurrence that could play, and for each class the window whose turn it is.
std::vector<Option> entry_options(const EntryTable& table, const RunLog& runs,
                                  const Placement& placement, OutputKind kind, Instant now);

}  // namespace playlists
