// The orders a device accepted, and how far each has come on each output. The timeline's half for
// orders. Confined to its owner.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "playlists/orders/order.h"
#include "playlists/orders/precedence.h"
#include "playlists/timetable/due.h"

namespace playlists {

/// After its planned end an order whose output reports nothing is ended.
inline constexpr Duration overrun{60'000};

enum class OrderState { Waiting, Playing, Cut, Over };

/// One order on one output.
struct OrderLane {
  OrderState state = OrderState::Waiting;
  Instant anchor{};      ///< Playing: when its position was 0
  bool started = false;  ///< ever
  std::string reason;    ///< Over: as in OrderEnd
};

struct HeldOrder {
  Order order;
  bool own = false;  ///< names the device's own area
  AreaCode reached_by;
  std::map<OutputKind, OrderLane> lanes;  ///< the outputs it plays on here
  bool told = false;                      ///< its end was returned by settle
};

class OrderTable {
 public:
  bool accept(const Order& order, const Placement& placement, Instant now);
  bool stop(const OrderId& order);
  const HeldOrder* find(const OrderId& order) const;
  const std::map<OrderId, HeldOrder>& all() const { return orders_; }

  void started(OutputKind kind, const OrderId& order, Duration position, Instant now);
  void interrupted(OutputKind kind, const OrderId& order);
  void finished(OutputKind kind, const OrderId& order);
  std::vector<OrderEnd> settle(Instant now);

 private:
  OrderLane* lane(OutputKind kind, const OrderId& order);  // nullptr when unknown or over
  std::map<OrderId, HeldOrder> orders_;
};

/// Whether it could play on that output now, and until when.
struct OrderJudgement {
  bool eligible = false;
  /// Eligible: planned end. Waiting for its time: when that comes. Over: unused.
  Instant until{};
  bool waits = false;  ///< its time has not come
  /// Over: the receipt's reason (`busy`, `expired`, `stopped`, `interrupted`, empty for a finished
  /// one).
  std::string reason;
};
OrderJudgement judge(const HeldOrder& held, OutputKind kind, Instant now);
Rank rank_of(const HeldOrder& held);
ItemRef item_of(const HeldOrder& held);
Playing playing_of(const Order& order);

}  // namespace playlists
