#include "playlists/timetable/order_table.h"

#include <algorithm>
#include <array>

namespace playlists {
namespace {

constexpr std::array<OutputKind, 2> kinds{OutputKind::Picture, OutputKind::Sound};

OrderJudgement over(std::string reason) {
  return {false, {}, false, std::move(reason)};
}

const OrderLane* lane_of(const HeldOrder& held, OutputKind kind) {
  const auto lane = held.lanes.find(kind);
  return lane == held.lanes.end() ? nullptr : &lane->second;
}

// The picture of an announcement stays while its sound is being made on the same device.
bool sound_goes_on(const HeldOrder& held) {
  const OrderLane* sound = lane_of(held, OutputKind::Sound);
  return sound != nullptr &&
         (sound->state == OrderState::Playing || sound->state == OrderState::Cut);
}

bool sound_has_ended(const HeldOrder& held) {
  const OrderLane* sound = lane_of(held, OutputKind::Sound);
  return sound != nullptr && sound->started && sound->state == OrderState::Over;
}

OrderJudgement judge_playing(const HeldOrder& held, OutputKind kind, const OrderLane& lane,
                             Instant now) {
  const Instant planned = lane.anchor + planned_duration(held.order);
  const bool picture = kind == OutputKind::Picture;
  if (picture && sound_has_ended(held)) return over("");
  const bool may_overrun = picture ? sound_goes_on(held) : true;
  const Instant end = now < planned || !may_overrun ? planned : planned + overrun;
  if (now >= end) return over("");
  return {true, std::min(end, held.order.expires), false, ""};
}

OrderJudgement judge_not_begun(const HeldOrder& held, const OrderLane& lane, Instant now) {
  const Order& order = held.order;
  if (now < earliest_start(order)) return {false, earliest_start(order), true, ""};
  const Instant end = std::min(now + planned_duration(order), order.expires);
  if (lane.started || now <= latest_start(order)) return {true, end, false, ""};
  return over("busy");
}

void end_lane(OrderLane& lane, const std::string& reason) {
  lane.state = OrderState::Over;
  lane.reason = reason;
}

// The order's reason from its outputs': a stop or an expiry of any that had begun says more than
// another's plain end.
OrderEnd end_of(const HeldOrder& held) {
  OrderEnd end{held.order.id, false, held.lanes.empty() ? "no_output" : ""};
  for (const auto& [kind, lane] : held.lanes) end.started = end.started || lane.started;
  for (const auto& [kind, lane] : held.lanes) {
    if ((lane.started || !end.started) && !lane.reason.empty()) end.reason = lane.reason;
  }
  return end;
}

}  // namespace

bool OrderTable::accept(const Order& order, const Placement& placement, Instant now) {
  if (order.kind != OrderKind::Announce || orders_.contains(order.id)) return false;
  if (now >= order.expires || !addresses(order, placement, now)) return false;
  HeldOrder held;
  held.order = order;
  const std::vector<AreaCode> chain = chain_at(placement, now);
  for (const AreaCode& area : chain) {
    if (std::find(order.areas.begin(), order.areas.end(), area) == order.areas.end()) continue;
    held.reached_by = area;
    break;
  }
  held.own = held.reached_by == chain.front();
  for (const OutputKind kind : kinds) {
    if (plays_on(order, kind) && output_of(placement.profile, kind) != nullptr)
      held.lanes[kind] = {};
  }
  orders_.emplace(order.id, std::move(held));
  return true;
}

bool OrderTable::stop(const OrderId& order) {
  const auto found = orders_.find(order);
  if (found == orders_.end()) return false;
  bool live = false;
  for (auto& [kind, lane] : found->second.lanes) {
    if (lane.state == OrderState::Over) continue;
    end_lane(lane, "stopped");
    live = true;
  }
  return live;
}

const HeldOrder* OrderTable::find(const OrderId& order) const {
  const auto found = orders_.find(order);
  return found == orders_.end() ? nullptr : &found->second;
}

OrderLane* OrderTable::lane(OutputKind kind, const OrderId& order) {
  const auto held = orders_.find(order);
  if (held == orders_.end()) return nullptr;
  const auto found = held->second.lanes.find(kind);
  const bool live = found != held->second.lanes.end() && found->second.state != OrderState::Over;
  return live ? &found->second : nullptr;
}

void OrderTable::started(OutputKind kind, const OrderId& order, Duration position, Instant now) {
  OrderLane* found = lane(kind, order);
  if (found == nullptr) return;
  found->state = OrderState::Playing;
  found->anchor = now - position;
  found->started = true;
}

void OrderTable::interrupted(OutputKind kind, const OrderId& order) {
  OrderLane* found = lane(kind, order);
  if (found != nullptr) found->state = OrderState::Cut;
}

void OrderTable::finished(OutputKind kind, const OrderId& order) {
  OrderLane* found = lane(kind, order);
  if (found != nullptr) end_lane(*found, "");
}

std::vector<OrderEnd> OrderTable::settle(Instant now) {
  std::vector<OrderEnd> ends;
  for (auto& [id, held] : orders_) {
    // Sound before picture: the picture's end may depend on it.
    for (const OutputKind kind : {OutputKind::Sound, OutputKind::Picture}) {
      OrderLane* open = lane(kind, id);
      if (open == nullptr) continue;
      const OrderJudgement judgement = judge(held, kind, now);
      if (!judgement.eligible && !judgement.waits) end_lane(*open, judgement.reason);
    }
    const bool all_over = std::all_of(held.lanes.begin(), held.lanes.end(), [](const auto& lane) {
      return lane.second.state == OrderState::Over;
    });
    if (!all_over || held.told) continue;
    held.told = true;
    ends.push_back(end_of(held));
  }
  std::erase_if(orders_, [&](const auto& held) {
    return held.second.told && held.second.order.expires < now;
  });
  return ends;
}

OrderJudgement judge(const HeldOrder& held, OutputKind kind, Instant now) {
  const OrderLane* lane = lane_of(held, kind);
  if (lane == nullptr) return over("no_output");
  if (lane->state == OrderState::Over) return over(lane->reason);
  if (now >= held.order.expires)
    return over(lane->state == OrderState::Cut ? "interrupted" : "expired");
  if (lane->state == OrderState::Playing) return judge_playing(held, kind, *lane, now);
  return judge_not_begun(held, *lane, now);
}

Rank rank_of(const HeldOrder& held) {
  const Order& order = held.order;
  Rank rank;
  rank.kind = ItemKind::Order;
  rank.item_class = order.item_class;
  rank.own = held.own;
  rank.start = earliest_start(order);
  rank.id = order.id.text();
  return rank;
}

ItemRef item_of(const HeldOrder& held) {
  const Order& order = held.order;
  return {ItemKind::Order, order.id.text(), held.reached_by, 0, {}, order.title, order.item_class};
}

Playing playing_of(const Order& order) {
  return {ItemKind::Order, order.id.text(), earliest_start(order), {}, 0};
}

}  // namespace playlists
