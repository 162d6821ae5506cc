#pragma once

#include <chrono>
#include <set>

#include "players/device/journal.h"
#include "players/device/output.h"
#include "players/device/playing_pass.h"
#include "players/device/trusted_clock.h"
#include "playlists/timetable/due.h"

namespace players {

/// Writes down what came out of one output: the journal's records of its passes. A playing that
/// cannot be played is noted once, however often it is tried. Lives on the device loop.
class PlayLog {
 public:
  PlayLog(Journal& journal, const TrustedClock& clock, const playlists::Output& shape)
      : journal_(journal), clock_(clock), shape_(shape) {}

  /// Its first frame or sample came out at `mono` (steady clock).
  void began(Pass& pass, std::chrono::nanoseconds mono);
  /// How far it has come.
  void count(const Pass& pass, const OutputStatus& status);
  /// The output says it is over; `broken` = its sink is in error.
  void over(const Pass& pass, const PlayFinished& report, playlists::Instant at, bool broken);
  void missed(const playlists::DueItem& item, playlists::PlayReason reason, playlists::Instant now,
              std::chrono::nanoseconds mono);

 private:
  Journal& journal_;
  const TrustedClock& clock_;
  const playlists::Output shape_;
  std::set<playlists::Playing> missed_;
};

}  // namespace players
