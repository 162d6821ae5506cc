// The timeline (dòng thời gian): what one device should play on each of its outputs, resolved from
// its placement, the programmes of its areas, the messages it holds and the orders it accepted. The
// one resolver: players follow it, the controller previews with it (plan.h), and it explains every
// decision.
//
// A value class without clock, thread or I/O: copy it to ask "what if". Every function that depends
// on time takes `now`; `now` may never run backwards by more than the caller's clock error. It
// decides; outputs tell it what really happened:
//
//   accept(order, now), stop(id)               an order was verified and is to be obeyed / undone
//   started(kind, playing, position, now)      an output began what was due (also after an
//   interruption) interrupted(kind, playing, position, now)  an output left it before its end,
//   having come that far finished(kind, playing, now)               an output played it to its end
//   settle(now)                                orders that are over since the last call, for
//   receipts
//
// The follower's loop: d = due(kind, now); if d.item's Playing differs from what the output plays:
// leave the old one (interrupted), begin the new one at d.item->offset (started); ask again at
// next_change(kind, now) and after every event. due() without any event is right too: a device that
// has just started joins what is running at its offset.
//
// Rules, beyond orders/precedence.h:
//   * A timed entry starts at its time; covered, it waits and starts late from its beginning, at
//   most `entry_tolerance` late,
//     else that occurrence is missed. One playing lasts message duration x repeat. A device that
//     comes late joins at the offset.
//     What begins less than `late_grace` late begins at its first frame: nothing is skipped for a
//     timer's or a decoder's delay.
//   * A window loops its message to its end. Several windows of one class (they share the time like
//   a playlist) take turns of one
//     playing x repeat each, in order of window start and id.
//   * Cut entries: `continue` goes on at the cut, `restart` from its beginning, `drop` not again in
//   this occurrence (a window begins a new
//     turn instead). A timed entry comes back within `resume_within` of the cut and not after its
//     next occurrence has come.
//   * Cut orders begin again from their beginning while they have not expired; they started in
//   time, so their start window no
//     longer matters. An order that never started within its window is refused `busy`.
//   * An order's sound ends by finished(); if nobody reports it, `overrun` after its planned end.
//   Its picture stays as long as its sound
//     is playing on the same device, else for its planned duration.
//   * Without trusted time no entry plays (all entries are timed by the wall clock); orders do: who
//   accepts one has judged its times.
//
// Confined to its owner.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "playlists/messages/message.h"
#include "playlists/orders/order.h"
#include "playlists/orders/placement.h"
#include "playlists/programme/programme.h"
#include "playlists/timetable/due.h"
#include "playlists/timetable/entry_options.h"
#include "playlists/timetable/entry_table.h"
#include "playlists/timetable/order_table.h"
#include "playlists/timetable/run_log.h"

namespace playlists {

class Timeline {
 public:
  explicit Timeline(Placement placement);

  // --- what the device holds
  // -------------------------------------------------------------------------------------------------
  void set_placement(Placement placement);
  const Placement& placement() const { return placement_; }
  /// Replaces the area's programme; entries that remain keep their state. Programmes of areas
  /// outside the chain are ignored.
  void set_programme(Programme programme);
  void remove_programme(const AreaCode& area);
  /// A verified message. `ready` says which outputs have their media (cards need none): see
  /// set_ready.
  void hold_message(const MessageHash& hash, Message message);
  void drop_message(const MessageHash& hash);
  /// Whether the output's rendition of a message is on the device and verified. Default after
  /// hold_message: ready.
  void set_ready(const MessageHash& hash, OutputKind kind, bool ready);
  /// Default: trusted.
  void set_time_trusted(bool trusted) { trusted_ = trusted; }

  // --- orders
  // ----------------------------------------------------------------------------------------------------------------
  /// An announce that was verified and addresses this device. False when it is known or is over.
  bool accept(const Order& order, Instant now);
  /// Ends the order. True when it was waiting or playing.
  bool stop(const OrderId& order);
  /// The live orders a stop names (`*`: all of them); the caller keeps those its signer may stop
  /// and calls stop() for each.
  std::vector<OrderId> stopped_by(const Order& stop) const;
  /// The order if it is waiting or playing here.
  const Order* live_order(const OrderId& order) const;

  // --- the question
  // ----------------------------------------------------------------------------------------------------------
  /// What this output should play at `now`. An output the profile does not have plays nothing.
  Due due(OutputKind kind, Instant now) const;
  /// The first instant after `now` at which due() may answer differently without an event; at most
  /// a day ahead.
  Instant next_change(OutputKind kind, Instant now) const;
  /// Every entry and live order of this device with why it does (not) play on that output at `now`.
  std::vector<Explained> explain(OutputKind kind, Instant now) const;

  // --- what really happened
  // --------------------------------------------------------------------------------------------------
  /// Something else that was playing there and not reported otherwise counts as interrupted where
  /// it had come to.
  void started(OutputKind kind, const Playing& playing, Duration position, Instant now);
  void interrupted(OutputKind kind, const Playing& playing, Duration position, Instant now);
  void finished(OutputKind kind, const Playing& playing, Instant now);
  /// Brings orders up to `now` (start windows, expiry, overruns) and returns those that are over
  /// since the last call, each once.
  std::vector<OrderEnd> settle(Instant now);

 private:
  std::vector<Option> options(OutputKind kind, Instant now) const;
  const Option* choose(OutputKind kind, const std::vector<Option>& options) const;
  std::vector<Why> why_not_now(OutputKind kind, const EntryTable::Judged& judged,
                               const Option* chosen, const std::vector<Option>& options,
                               Instant now) const;

  Placement placement_;
  bool trusted_ = true;
  EntryTable entries_;
  OrderTable orders_;
  RunLog runs_;
};

}  // namespace playlists
