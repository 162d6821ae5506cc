#include "playlists/timetable/plan.h"

#include <algorithm>
#include <utility>

namespace playlists {
namespace {

PlayReason reason_of(const Lane& lane, const OrderTable& orders, const Contender& winner) {
  if (!winner) return PlayReason::Unknown;
  if (winner.kind != Contender::Kind::Order) return PlayReason::HigherClass;
  const bool emergency = lane.rank(winner, orders).item_class == ItemClass::Emergency;
  return emergency ? PlayReason::Emergency : PlayReason::Order;
}

}  // namespace

Plan::Plan(Lane lane, OrderTable orders) : lane_(std::move(lane)), orders_(std::move(orders)) {
  if (!lane_.running()) return;
  open(lane_.now(), false);
  if (lane_.running().kind == Contender::Kind::Order) {
    order_ends_ = lane_.ends(lane_.running(), lane_.now(), orders_);
  }
}

void Plan::run(Instant until) {
  for (Instant next = lane_.next_event(lane_.now(), orders_); next < until;
       next = lane_.next_event(next, orders_)) {
    follow(next);
  }
  if (open_) stretches_.back().end = until;
}

void Plan::run_at(Instant now) {
  run(now);
  follow(now);
}

void Plan::follow(Instant now) {
  const OutputKind kind = lane_.casting().kind;
  const Contender before = lane_.running();
  if (before.kind == Contender::Kind::Order && order_ends_ && now >= *order_ends_) {
    orders_.finished(kind, before.order);
  }
  orders_.settle(now);
  const bool open_before = open_;
  const Contender winner = lane_.pass(now, orders_);
  const Contender after = lane_.running();
  if (after != before) {
    if (open_) close(now);
    if (before && open_before) stretches_.back().reason = why_left(before, winner, now);
    if (before.kind == Contender::Kind::Order) orders_.interrupted(kind, before.order);
  }
  if (winner != after) {
    begin(winner, now);
  } else if (open_ && winner.kind == Contender::Kind::Turn &&
             lane_.rotation(winner.index).changes() != rotations_.back().changes()) {
    close(now);
    open(now, false);
  }
  order_ends_.reset();
  if (winner.kind == Contender::Kind::Order) order_ends_ = lane_.ends(winner, now, orders_);
}

void Plan::begin(const Contender& winner, Instant now) {
  const Duration position = lane_.position(winner, now);
  const Job* job = lane_.job(winner);
  bool resumes = job != nullptr && position.count() > 0 && (job->phase == Phase::Cut || job->loops);
  if (winner.kind == Contender::Kind::Order) {
    const HeldOrder& held = *orders_.find(winner.order);
    const OutputKind kind = lane_.casting().kind;
    resumes = held.lanes.at(kind).state == OrderState::Cut;
    orders_.started(kind, winner.order, Duration{}, now);
  }
  lane_.begin(winner, position, now);
  open(now, resumes);
}

PlayReason Plan::why_left(const Contender& left, const Contender& winner, Instant now) const {
  const PlayReason cut = reason_of(lane_, orders_, winner);
  switch (left.kind) {
    case Contender::Kind::Job: {
      const Fate fate = lane_.jobs()[left.index].fate;
      if (fate == Fate::Expired) return PlayReason::Expired;
      return fate == Fate::Played ? PlayReason::Unknown : cut;
    }
    case Contender::Kind::Turn:
      return lane_.rotation(left.index).empty() ? PlayReason::Unknown : cut;
    default: {
      const HeldOrder* held = orders_.find(left.order);
      const bool goes_on = held != nullptr && judge(*held, lane_.casting().kind, now).eligible;
      return goes_on ? cut : PlayReason::Unknown;
    }
  }
}

void Plan::close(Instant now) {
  stretches_.back().end = now;
  open_ = false;
}

void Plan::open(Instant now, bool resumes) {
  const Contender& who = lane_.running();
  Stretch stretch;
  stretch.start = stretch.end = now;
  stretch.who = who;
  stretch.position = lane_.position(who, now);
  stretch.resumes = resumes;
  if (who.kind == Contender::Kind::Order) {
    stretch.kept = order_items_.size();
    const HeldOrder& held = *orders_.find(who.order);
    order_items_.push_back(order_item(held, Duration{}, open_end));
    stretch.position = now - held.lanes.at(lane_.casting().kind).anchor;
  }
  if (const Job* job = lane_.job(who)) {
    stretch.job = static_cast<std::uint32_t>(job - lane_.jobs().data());
  }
  if (who.kind == Contender::Kind::Turn) {
    stretch.kept = rotations_.size();
    rotations_.push_back(lane_.rotation(who.index));
  }
  stretches_.push_back(std::move(stretch));
  open_ = true;
}

DueItem Plan::item_in(const Stretch& stretch, Instant instant) const {
  if (stretch.who.kind == Contender::Kind::Order) {
    DueItem item = order_items_[stretch.kept];
    item.position = stretch.position + (instant - stretch.start);
    item.offset = std::min(item.position, item.length);
    item.until = stretch.end;
    return item;
  }
  std::uint32_t job = stretch.job;
  Duration position = stretch.position + (instant - stretch.start);
  Instant end = stretch.end;
  if (stretch.who.kind == Contender::Kind::Turn) {
    Rotation rotation = rotations_[stretch.kept];
    rotation.advance(instant, true);
    job = rotation.turn().job;
    position = rotation.position(instant);
    if (rotation.windows().size() > 1) end = std::min(end, rotation.turn_end(instant));
  }
  return entry_item(lane_, lane_.jobs()[job], position, instant, end, stretch.resumes);
}

std::optional<DueItem> Plan::at(Instant instant) const {
  const auto after =
      std::upper_bound(stretches_.begin(), stretches_.end(), instant,
                       [](Instant at, const Stretch& stretch) { return at < stretch.start; });
  if (after == stretches_.begin()) return std::nullopt;
  const Stretch& stretch = *std::prev(after);
  if (instant >= stretch.end) return std::nullopt;
  return item_in(stretch, instant);
}

void Plan::add_plays(const Stretch& stretch, std::size_t most,
                     std::vector<PlannedPlay>& plays) const {
  // What was cut in the instant of its beginning is told too.
  const bool cut_at_once = stretch.start == stretch.end && stretch.reason != PlayReason::Unknown;
  if (cut_at_once) {
    plays.push_back({lane_.casting().kind, item_in(stretch, stretch.start), stretch.start,
                     stretch.end, stretch.reason});
  }
  for (Instant at = stretch.start; at < stretch.end && plays.size() < most;) {
    PlannedPlay play{lane_.casting().kind, item_in(stretch, at), at, stretch.end,
                     PlayReason::Unknown};
    play.item.resumes = stretch.resumes && at == stretch.start;
    play.end = std::min(stretch.end, play.item.until);
    at = std::max(play.end, at + Duration{1});
    plays.push_back(std::move(play));
  }
  if (!plays.empty() && plays.back().end == stretch.end) plays.back().reason = stretch.reason;
}

std::vector<PlannedPlay> Plan::plays(std::size_t most) const {
  std::vector<PlannedPlay> plays;
  for (const Stretch& stretch : stretches_) {
    // A rotation whose windows changed goes on with the same turn.
    const std::size_t before = plays.size();
    add_plays(stretch, most, plays);
    if (before == 0 || before == plays.size()) continue;
    PlannedPlay& last = plays[before - 1];
    PlannedPlay& next = plays[before];
    const Duration came_to = last.item.position + (next.start - last.start);
    const bool goes_on = last.end == next.start && last.reason == PlayReason::Unknown &&
                         last.item.playing == next.item.playing &&
                         (came_to - next.item.position) % next.item.length == Duration{};
    if (!goes_on) continue;
    last.end = next.end;
    last.reason = next.reason;
    plays.erase(plays.begin() + static_cast<std::ptrdiff_t>(before));
  }
  return plays;
}

std::vector<PlannedPlay> plan(const Timeline& timeline, OutputKind kind, Instant from,
                              Instant until, std::size_t most) {
  Plan plan{timeline.lane(kind, from), timeline.orders()};
  plan.run_at(from);
  plan.run(until);
  std::vector<PlannedPlay> plays = plan.plays(most);
  std::erase_if(
      plays, [&](const PlannedPlay& play) { return play.start == play.end || play.end <= from; });
  // What has been on air since before.
  if (plays.empty() || plays.front().start >= from) return plays;
  plays.front().start = from;
  if (auto item = plan.at(from)) plays.front().item = *std::move(item);
  return plays;
}

Interruption preview(const Timeline& timeline, const Order& order, OutputKind kind, Instant now) {
  Interruption result;
  Plan plan{timeline.lane(kind, now), timeline.orders()};
  plan.run_at(now);  // what plays already has begun before the order comes
  if (!plan.orders().accept(order, timeline.placement(), now)) return result;
  // Twice its window and length: time enough to wait, play, be cut itself and give way again.
  const Instant horizon = earliest_start(order) +
                          2 * (order.start_window + planned_duration(order)) +
                          std::chrono::hours{1};
  plan.run_at(now);
  plan.run(horizon);
  const std::vector<PlannedPlay> plays = plan.plays();
  const auto is_order = [&](const PlannedPlay& play) {
    return play.item.playing == playing_of(order);
  };
  const auto mine = std::find_if(plays.begin(), plays.end(), is_order);
  if (mine == plays.end()) return result;
  result.starts = mine->start;
  result.ends = std::find_if(plays.rbegin(), plays.rend(), is_order)->end;
  for (auto play = plays.begin(); play != mine; ++play) {
    const bool an_order = play->item.playing.kind == ItemKind::Order;
    if (an_order && play->reason == PlayReason::Unknown) result.behind.push_back(play->item.item);
  }
  if (mine == plays.begin() || std::prev(mine)->end != mine->start) return result;
  const PlannedPlay& before = *std::prev(mine);
  if (before.reason == PlayReason::Unknown) return result;
  result.cuts = before.item.item;
  const auto again = std::find_if(mine, plays.end(), [&](const PlannedPlay& play) {
    return play.item.playing == before.item.playing;
  });
  if (again != plays.end()) result.resumes = again->start;
  return result;
}

}  // namespace playlists
