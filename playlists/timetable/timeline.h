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
// What it decides is said in docs/timeline.md, rule by rule; lane.h carries it out.
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
#include "playlists/timetable/lane.h"
#include "playlists/timetable/order_table.h"
#include "playlists/timetable/shelf.h"

namespace playlists {

class Timeline {
 public:
  explicit Timeline(Placement placement);
  Timeline(const Timeline& other);
  Timeline& operator=(const Timeline& other);

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
  /// The rules of an area of the chain: law, reservations, languages, calendars, dayparts.
  void set_rules(Rules rules);
  void remove_rules(const AreaCode& area);
  /// The last signed time the device heard: the offline contracts count from it. Default: just now.
  void set_heard(Instant heard);
  /// Default: trusted.
  void set_time_trusted(bool trusted);

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

  // --- for plans
  // ---------------------------------------------------------------------------------------------------------------
  /// The output as it is, brought up to `now`; refers to this timeline.
  Lane lane(OutputKind kind, Instant now) const;
  /// The output as it begins at an origin (docs/timeline.md §8), good until `until`.
  Lane lane_from(OutputKind kind, Instant origin, Instant until) const;
  /// The beginning of the day before the one that holds `now`, where the device stands.
  Instant origin_for(Instant now) const;
  const OrderTable& orders() const { return orders_; }

 private:
  struct Held {
    Lane lane;
    Instant until{};  // its agendas end there
    bool stale = false;
    bool told = false;  // outputs have reported: it is not as of a device that has just started
  };
  std::vector<AreaCode> whole_chain() const;
  Casting casting(OutputKind kind, Instant from, Instant until) const;
  Held& held(OutputKind kind, Instant now) const;
  Lane& told(OutputKind kind, Instant now);
  Lane rebuilt(OutputKind kind, Instant now, const Lane* old, Instant until) const;
  void forget_plans();
  void leave_order(OutputKind kind, const Contender& was, const OrderId& next, Instant now);
  void rebind();
  std::optional<std::uint32_t> job_of(const Lane& lane, const Playing& playing) const;

  Placement placement_;
  bool trusted_ = true;
  Shelf shelf_;
  OrderTable orders_;
  mutable std::map<OutputKind, Held> lanes_;  // made when they are asked for
};

/// The zone the device stands in; UTC when the system does not know it.
ZoneRules zone_of(const Placement& placement);
/// What an order is on an output, having come to `position`.
DueItem order_item(const HeldOrder& held, Duration position, Instant until);
/// What a job of a lane is at a position of it.
DueItem entry_item(const Lane& lane, const Job& job, Duration position, Instant now, Instant end,
                   bool resumes);

}  // namespace playlists
