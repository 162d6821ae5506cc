#include "playlists/timetable/timeline.h"

#include <algorithm>
#include <utility>

#include "playlists/timetable/why.h"

namespace playlists {
namespace {

constexpr Duration look_ahead = std::chrono::hours{24};
constexpr Duration explain_ahead = std::chrono::days{8};

Option order_option(const HeldOrder& held, OutputKind kind, Instant until, Instant now) {
  Option option{rank_of(held), {}, {}};
  const OrderLane& lane = held.lanes.at(kind);
  DueItem& item = option.item;
  item.playing = playing_of(held.order);
  item.item = item_of(held);
  if (lane.state == OrderState::Playing) item.position = now - lane.anchor;
  item.length = planned_duration(held.order);
  item.offset = std::min(item.position, item.length);
  item.until = until;
  item.volume_db = held.order.volume_db;
  item.resumes = lane.state == OrderState::Cut;
  return option;
}

std::string_view why_state(TimedState state) {
  switch (state) {
    case TimedState::Played:
      return "played";
    case TimedState::Dropped:
      return "dropped";
    case TimedState::NotResumed:
      return "not_resumed";
    case TimedState::MissedBusy:
      return "missed_busy";
    default:
      return "";
  }
}

}  // namespace

Timeline::Timeline(Placement placement) : placement_(std::move(placement)) {}

void Timeline::set_placement(Placement placement) {
  placement_ = std::move(placement);
}
void Timeline::set_programme(Programme programme) {
  entries_.set_programme(std::move(programme));
}
void Timeline::remove_programme(const AreaCode& area) {
  entries_.remove_programme(area);
}

void Timeline::hold_message(const MessageHash& hash, Message message) {
  entries_.hold_message(hash, std::move(message));
}

void Timeline::drop_message(const MessageHash& hash) {
  entries_.drop_message(hash);
}

void Timeline::set_ready(const MessageHash& hash, OutputKind kind, bool ready) {
  entries_.set_ready(hash, kind, ready);
}

bool Timeline::accept(const Order& order, Instant now) {
  return orders_.accept(order, placement_, now);
}
bool Timeline::stop(const OrderId& order) {
  return orders_.stop(order);
}

const Order* Timeline::live_order(const OrderId& order) const {
  const HeldOrder* held = orders_.find(order);
  if (held == nullptr) return nullptr;
  const bool live = std::any_of(held->lanes.begin(), held->lanes.end(), [](const auto& lane) {
    return lane.second.state != OrderState::Over;
  });
  return live ? &held->order : nullptr;
}

std::vector<OrderId> Timeline::stopped_by(const Order& stop) const {
  if (stop.kind != OrderKind::Stop) return {};
  if (!stop.stops_all) return stop.stops;
  std::vector<OrderId> ids;
  for (const auto& [id, held] : orders_.all()) {
    if (live_order(id) != nullptr) ids.push_back(id);
  }
  return ids;
}

std::vector<Option> Timeline::options(OutputKind kind, Instant now) const {
  std::vector<Option> found;
  for (const auto& [id, held] : orders_.all()) {
    const OrderJudgement judgement = judge(held, kind, now);
    if (judgement.eligible) found.push_back(order_option(held, kind, judgement.until, now));
  }
  if (!trusted_) return found;
  for (Option& option : entry_options(entries_, runs_, placement_, kind, now))
    found.push_back(std::move(option));
  return found;
}

// What runs stays, unless something that may cut it is due; then, or when nothing runs, the first
// in order goes.
const Option* Timeline::choose(OutputKind kind, const std::vector<Option>& options) const {
  const Running* running = runs_.running(kind);
  const auto current = std::find_if(options.begin(), options.end(), [&](const Option& option) {
    return running != nullptr && option.item.playing == running->playing;
  });
  const Option* chosen = current == options.end() ? nullptr : &*current;
  for (const Option& option : options) {
    if (current != options.end() && !interrupts(option.rank, current->rank)) continue;
    const bool first = chosen == nullptr || (current != options.end() && chosen == &*current);
    if (first || goes_before(option.rank, chosen->rank)) chosen = &option;
  }
  return chosen;
}

Due Timeline::due(OutputKind kind, Instant now) const {
  Due due;
  if (output_of(placement_.profile, kind) == nullptr) {
    due.why.push_back(why("no_output"));
    return due;
  }
  const std::vector<Option> all = options(kind, now);
  const Option* chosen = choose(kind, all);
  if (chosen == nullptr) {
    due.why.push_back(why(trusted_ ? "nothing_due" : "no_trusted_time"));
    return due;
  }
  due.item = chosen->item;
  due.why.push_back(why_plays(chosen->item.item, chosen->rank.timed, chosen->item.resumes));
  for (const Option& option : all) {
    if (&option != chosen) due.why.push_back(why_covers(option.item.item));
  }
  return due;
}

Instant Timeline::next_change(OutputKind kind, Instant now) const {
  Instant next = now + look_ahead;
  const auto consider = [&](Instant instant) {
    if (instant > now && instant < next) next = instant;
  };
  const std::vector<Option> all = options(kind, now);
  if (const Option* chosen = choose(kind, all)) consider(chosen->item.until);
  for (const auto& [id, held] : orders_.all()) {
    consider(earliest_start(held.order));
    consider(held.order.expires);
    const OrderJudgement judgement = judge(held, kind, now);
    if (judgement.eligible && !held.lanes.at(kind).started)
      consider(latest_start(held.order) + Duration{1});
  }
  for (const Instant instant : entries_.changes(placement_, now)) consider(instant);
  if (!trusted_) return next;
  for (const Candidate& candidate : entries_.candidates(placement_, kind, now)) {
    for (const Occurrence& occurrence : entries_.occurrences_of(candidate, now, next)) {
      consider(occurrence.start);
      if (!occurrence.timed) consider(occurrence.end);  // the others' turns shift
    }
    if (candidate.entry->when.window) continue;
    // What waits for something that is not played any more may begin when that would have ended.
    for (const Occurrence& occurrence : recent_occurrences(entries_, candidate, now)) {
      const TimedCase found = judge_timed(candidate, occurrence, false, runs_, kind, now);
      if (found.state == TimedState::Covered) consider(found.until);
    }
  }
  return next;
}

std::vector<Explained> Timeline::explain(OutputKind kind, Instant now) const {
  std::vector<Explained> all;
  const std::vector<Option> found = options(kind, now);
  const Option* chosen = choose(kind, found);
  for (const auto& [id, held] : orders_.all()) {
    Explained one{
        item_of(held), chosen != nullptr && chosen->item.playing == playing_of(held.order), {}};
    const OrderJudgement judgement = judge(held, kind, now);
    if (one.playing) {
      one.why.push_back(why_plays(one.item, true, chosen->item.resumes));
    } else if (judgement.eligible) {
      one.why.push_back(why_covered(chosen->item.item));
    } else if (judgement.waits) {
      one.why.push_back(why_later(judgement.until));
    } else {
      one.why.push_back(why(judgement.reason.empty() ? "finished" : judgement.reason));
    }
    all.push_back(std::move(one));
  }
  for (const EntryTable::Judged& judged : entries_.judged(placement_, kind, now)) {
    const bool playing =
        chosen != nullptr && chosen->item.playing.id == judged.candidate.entry->id.text();
    all.push_back(
        {item_of(judged.candidate), playing, why_not_now(kind, judged, chosen, found, now)});
  }
  return all;
}

std::vector<Why> Timeline::why_not_now(OutputKind kind, const EntryTable::Judged& judged,
                                       const Option* chosen, const std::vector<Option>& options,
                                       Instant now) const {
  const Candidate& candidate = judged.candidate;
  if (judged.why_not) return {*judged.why_not};
  if (!trusted_) return {why("no_trusted_time")};
  const auto is_mine = [&](const Option& option) {
    return option.item.playing.id == candidate.entry->id.text();
  };
  if (chosen != nullptr && is_mine(*chosen)) {
    return {why_plays(chosen->item.item, chosen->rank.timed, chosen->item.resumes)};
  }
  if (std::any_of(options.begin(), options.end(), is_mine)) return {why_covered(chosen->item.item)};
  std::vector<Why> reasons;
  if (candidate.entry->when.window) {
    if (!entries_.occurrences_of(candidate, now, now + Duration{1}).empty())
      reasons.push_back(why("other_turn"));
  } else {
    const std::vector<Occurrence> recent = recent_occurrences(entries_, candidate, now);
    if (!recent.empty()) {
      const TimedCase last = judge_timed(candidate, recent.back(), false, runs_, kind, now);
      if (last.state == TimedState::Covered && chosen != nullptr)
        reasons.push_back(why_covered(chosen->item.item));
      if (!why_state(last.state).empty()) reasons.push_back(why(why_state(last.state)));
    }
  }
  const auto later = entries_.occurrences_of(candidate, now, now + explain_ahead);
  const auto next = std::find_if(later.begin(), later.end(),
                                 [&](const Occurrence& one) { return one.start > now; });
  if (next != later.end()) reasons.push_back(why_later(next->start));
  if (reasons.empty()) reasons.push_back(why("not_scheduled"));
  return reasons;
}

void Timeline::started(OutputKind kind, const Playing& playing, Duration position, Instant now) {
  if (const Running* before = runs_.running(kind);
      before != nullptr && before->playing != playing) {
    const Running left = *before;  // a copy: the log forgets it
    if (now >= left.until) {
      finished(kind, left.playing, now);
    } else {
      interrupted(kind, left.playing, now - left.anchor, now);
    }
  }
  if (const auto order = OrderId::parse(playing.id); order && playing.kind == ItemKind::Order) {
    orders_.started(kind, *order, position, now);
  }
  // Found after the order has moved, so that its end is counted from this start.
  Rank rank{playing.kind, ItemClass::Unknown, false, true, playing.occurrence, playing.id};
  Instant until = now;
  for (const Option& option : options(kind, now)) {
    if (option.item.playing != playing) continue;
    rank = option.rank;
    const bool timed_entry = option.rank.timed && playing.kind == ItemKind::Entry;
    until = timed_entry ? now - position + option.span : option.item.until;
  }
  runs_.started(kind, playing, rank, position, until, now);
}

void Timeline::interrupted(OutputKind kind, const Playing& playing, Duration position,
                           Instant now) {
  if (const auto order = OrderId::parse(playing.id); order && playing.kind == ItemKind::Order) {
    orders_.interrupted(kind, *order);
  }
  runs_.interrupted(kind, playing, position, now);
}

void Timeline::finished(OutputKind kind, const Playing& playing, Instant now) {
  if (const auto order = OrderId::parse(playing.id); order && playing.kind == ItemKind::Order) {
    orders_.finished(kind, *order);
  }
  runs_.finished(kind, playing, now);
}

std::vector<OrderEnd> Timeline::settle(Instant now) {
  return orders_.settle(now);
}

}  // namespace playlists
