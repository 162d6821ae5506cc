// The orders a device accepted, and how far each has come on each output. The timeline's half for
// orders. Confined to its owner.
#pragma once

#include <map>
#include <optional>
#include <set>
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
  bool stop(const OrderId& order, Instant now);
  const HeldOrder* find(const OrderId& order) const;
  const std::map<OrderId, HeldOrder>& all() const { return orders_; }

  void started(OutputKind kind, const OrderId& order, Duration position, Instant now);
  void interrupted(OutputKind kind, const OrderId& order, Instant now);
  void finished(OutputKind kind, const OrderId& order, Instant now);
  std::vector<OrderEnd> settle(Instant now);

 private:
  std::map<OrderId, HeldOrder> orders_;
  std::map<OrderId, Instant> barred_;  // stopped before they came
};

/// Whether it could play on that output now: its time has come and is not over. `reason` of the end
/// it has by now otherwise.
struct OrderJudgement {
  bool eligible = false;
  std::string reason;  ///< over: `busy`, `expired`, `stopped`, "" (finished); waiting: `not_yet`
};
OrderJudgement judge(const HeldOrder& held, OutputKind kind, Instant now);
/// When its playing on that output ends as planned, if it begins (or began) there.
Instant planned_end(const HeldOrder& held, OutputKind kind, Instant now);
Rank rank_of(const HeldOrder& held);
ItemRef item_of(const HeldOrder& held);
Playing playing_of(const Order& order);

}  // namespace playlists
