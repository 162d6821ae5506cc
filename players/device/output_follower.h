#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "players/device/content.h"
#include "players/device/cut_places.h"
#include "players/device/journal.h"
#include "players/device/order_desk.h"
#include "players/device/output.h"
#include "players/device/play_log.h"
#include "players/device/playing_pass.h"
#include "players/device/trusted_clock.h"
#include "playlists/timetable/timeline.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/link/link_messages.h"

namespace players {

/// Makes one output do what the timeline says, and tells timeline and journal what really came out.
///
/// What is due and not on is put on, at the exact frame or sample where it was cut if it was; what
/// repeats is prepared so that one pass follows the other without a gap; what begins soon is
/// prepared two seconds ahead. Every pass of which something came out becomes one play record. What
/// cannot be played becomes a `missed` one and is left alone for a minute, so that a poisoned file
/// does not spin.
///
/// It decides nothing about what plays: that is Timeline. Lives on the device loop.
class OutputFollower {
 public:
  struct Parts {
    protocols::io::EventLoop& loop;
    const TrustedClock& clock;
    playlists::Timeline& timeline;
    Content& content;
    Journal& journal;
    OrderDesk& desk;
    Output& output;
    PlayToken& next_token;       ///< shared by the outputs of one device
    std::function<void()> wake;  ///< the timeline changed: settle orders, all outputs look
  };
  OutputFollower(Parts parts, playlists::Output shape);

  /// Asks the timeline and acts. Call it whenever something may have changed.
  void look();
  /// What the output says; on the device loop, in order.
  void report(const PlayReport& report);
  /// Writes down how far the play that is on has come. Call it every second.
  void checkpoint();
  /// Ends what is on and puts nothing on any more: orderly stop. The last report still comes.
  void end();

  const playlists::Output& shape() const { return shape_; }
  Output& output() { return parts_.output; }
  protocols::link::HealthOutput health() const;

 private:
  void started(const PlayStarted& report);
  void finished(const PlayFinished& report);
  void pass_ended(const Pass& pass, playlists::Instant at);
  void pass_left(const Pass& pass, const PlayFinished& report, playlists::Instant at);
  void pass_failed(const Pass& pass, playlists::Instant at);
  void begin(const playlists::DueItem& item, playlists::Instant now);
  void begin_pass(const playlists::DueItem& item, Found found, const Place& place,
                  playlists::Instant now);
  /// What is on has come to its planned end and the output is about to say so.
  bool about_to_end(const std::optional<playlists::DueItem>& due, playlists::Instant now) const;
  void leave(const std::optional<playlists::DueItem>& next, playlists::Instant now);
  void forgive();
  void give_up(const playlists::DueItem& item, playlists::Instant now);
  void prepare_next_pass(const Pass& pass);
  void prepare_what_comes(playlists::Instant change);
  void arm(playlists::Instant now);
  struct Leaving {
    PlayResult result;
    bool over = false;  ///< the playing is done with
  };
  Leaving how_left(const playlists::DueItem& item, const std::optional<playlists::DueItem>& next,
                   playlists::Instant now) const;
  bool take_prepared(const playlists::DueItem& item, const Place& place);
  playlists::Instant instant_of(std::chrono::nanoseconds mono) const;
  Pass* find(PlayToken token);

  Parts parts_;
  const playlists::Output shape_;
  PlayLog log_;
  std::map<PlayToken, Pass> passes_;  ///< commanded or prepared, and not over
  /// What we follow now: on the output, or between two passes.
  std::optional<playlists::DueItem> on_;
  PlayToken current_ = 0;           ///< 0 = between passes, or nothing
  playlists::Instant next_pass_{};  ///< between passes: when the next one begins
  playlists::Duration next_base_{};
  PlayToken prepared_ = 0;
  bool prepared_follows_ = false;  ///< it begins by itself when `current_` ends
  PlayCommand prepared_command_;
  CutPlaces cuts_;
  std::set<playlists::MessageHash> set_aside_;  ///< could not be played: tried again in a minute
  bool ending_ = false;
  protocols::io::Timer look_;
  protocols::io::Timer prepare_;
  protocols::io::Timer forgive_;
};

}  // namespace players
