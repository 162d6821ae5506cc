#include "playlists/timetable/plan.h"

#include <algorithm>
#include <utility>

namespace playlists {
namespace {

// An output that does at once and exactly what the timeline says.
class IdealOutput {
 public:
  IdealOutput(Timeline& timeline, OutputKind kind) : timeline_(timeline), kind_(kind) {}

  // Does what is due at `now` and returns when to look again.
  Instant follow(Instant now) {
    if (open_ && now >= ends_) finish(now);
    timeline_.settle(now);
    const Due due = timeline_.due(kind_, now);
    if (open_ && (!due.item || due.item->playing != current().item.playing)) cut(due, now);
    if (!open_ && due.item) begin(*due.item, now);
    if (open_ && due.item) ends_ = due.item->until;
    const Instant next = timeline_.next_change(kind_, now);
    return std::max(now + Duration{1}, open_ ? std::min(ends_, next) : next);
  }

  void end(Instant now) {
    if (open_) current().end = now;
  }

  std::vector<PlannedPlay> plays;

 private:
  PlannedPlay& current() { return plays.back(); }

  void begin(const DueItem& item, Instant now) {
    plays.push_back({kind_, item, now, now, PlayReason::Unknown});
    timeline_.started(kind_, item.playing, item.position, now);
    open_ = true;
  }

  void finish(Instant now) {
    timeline_.finished(kind_, current().item.playing, now);
    current().end = now;
    open_ = false;
  }

  void cut(const Due& due, Instant now) {
    PlannedPlay& play = current();
    timeline_.interrupted(kind_, play.item.playing, play.item.position + (now - play.start), now);
    play.end = now;
    play.reason = reason_of(due);
    open_ = false;
  }

  static PlayReason reason_of(const Due& due) {
    if (!due.item) return PlayReason::Expired;
    if (due.item->item.kind == ItemKind::Entry) return PlayReason::HigherClass;
    return due.item->item.item_class == ItemClass::Emergency ? PlayReason::Emergency
                                                             : PlayReason::Order;
  }

  Timeline& timeline_;
  OutputKind kind_;
  bool open_ = false;
  Instant ends_{};
};

}  // namespace

std::vector<PlannedPlay> plan(Timeline timeline, OutputKind kind, Instant from, Instant until,
                              std::size_t most) {
  IdealOutput output{timeline, kind};
  Instant now = from;
  while (now < until && output.plays.size() < most) now = output.follow(now);
  output.end(std::min(now, until));
  return std::move(output.plays);
}

Interruption preview(Timeline timeline, const Order& order, OutputKind kind, Instant now) {
  Interruption result;
  IdealOutput output{timeline, kind};
  output.follow(now);  // what plays already has begun before the order comes
  if (!timeline.accept(order, now)) return result;
  // Twice its window and length: time enough to wait, play, be cut itself and give way again.
  const Instant horizon = earliest_start(order) +
                          2 * (order.start_window + planned_duration(order)) +
                          std::chrono::hours{1};
  for (Instant at = now; at < horizon;) at = output.follow(at);
  const std::vector<PlannedPlay>& plays = output.plays;
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
