#include "playlists/timetable/timeline.h"

#include <algorithm>
#include <utility>

#include "playlists/timetable/plan.h"
#include "playlists/timetable/timelines.h"
#include "playlists/timetable/why.h"

namespace playlists {
namespace {

constexpr Duration look_ahead = std::chrono::hours{24};
// How far agendas reach beyond the day that is asked for.
constexpr Duration reach = std::chrono::days{3};
// What is joined less than that late begins at its first frame.
constexpr Duration late_grace{2'000};
// A clock that steps back by less only stands still.
constexpr Duration small_step{2'000};

}  // namespace

ZoneRules zone_of(const Placement& placement) {
  const auto zone = ZoneRules::find(placement.zone);
  return zone ? *zone : *ZoneRules::find("UTC");
}

Timeline::Timeline(Placement placement) : placement_(std::move(placement)) {}

Timeline::Timeline(const Timeline& other)
    : placement_(other.placement_),
      trusted_(other.trusted_),
      shelf_(other.shelf_),
      orders_(other.orders_),
      lanes_(other.lanes_) {
  rebind();
}

Timeline& Timeline::operator=(const Timeline& other) {
  if (this == &other) return *this;
  placement_ = other.placement_;
  trusted_ = other.trusted_;
  shelf_ = other.shelf_;
  orders_ = other.orders_;
  lanes_ = other.lanes_;
  rebind();
  return *this;
}

void Timeline::rebind() {
  for (auto& [kind, held] : lanes_) held.lane.rebind(&placement_, &shelf_);
}

void Timeline::forget_plans() {
  for (auto& [kind, held] : lanes_) held.stale = true;
}

void Timeline::set_placement(Placement placement) {
  placement_ = std::move(placement);
  forget_plans();
}
void Timeline::set_programme(Programme programme) {
  shelf_.set_programme(std::move(programme), whole_chain());
  forget_plans();
}
void Timeline::remove_programme(const AreaCode& area) {
  shelf_.remove_programme(area);
  forget_plans();
}
void Timeline::hold_message(const MessageHash& hash, Message message) {
  shelf_.hold_message(hash, std::move(message));
  forget_plans();
}
void Timeline::drop_message(const MessageHash& hash) {
  shelf_.drop_message(hash);
  forget_plans();
}
void Timeline::set_ready(const MessageHash& hash, OutputKind kind, bool ready) {
  shelf_.set_ready(hash, kind, ready);
}
void Timeline::set_rules(Rules rules) {
  shelf_.set_rules(std::move(rules), whole_chain());
  forget_plans();
}
void Timeline::remove_rules(const AreaCode& area) {
  shelf_.remove_rules(area, whole_chain());
  forget_plans();
}
void Timeline::set_heard(Instant heard) {
  shelf_.set_heard(heard);
  const auto counts = [](const auto& programme) {
    return programme.second->programme.offline.days > 0;
  };
  if (std::any_of(shelf_.programmes().begin(), shelf_.programmes().end(), counts)) forget_plans();
}
void Timeline::set_time_trusted(bool trusted) {
  if (trusted != trusted_) forget_plans();
  trusted_ = trusted;
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

// --- lanes
// ------------------------------------------------------------------------------------------------------------

Instant Timeline::origin_for(Instant now) const {
  const ZoneRules zone = zone_of(placement_);
  const auto today = std::chrono::floor<std::chrono::days>(zone.local_of(now));
  return zone.instant_of(today - std::chrono::days{1});
}

std::vector<AreaCode> Timeline::whole_chain() const {
  std::vector<AreaCode> chain;
  for (const PlacedArea& area : placement_.areas) chain.push_back(area.code);
  return chain;
}

Casting Timeline::casting(OutputKind kind, Instant from, Instant until) const {
  const std::vector<const Rules*> rules = rules_of(shelf_, placement_);
  const LanguageOrder languages = languages_in(rules);
  Casting casting{&placement_, &shelf_, kind, {}, priority_order_in(rules), {}};
  if (!rules.empty()) {
    auto made = std::make_shared<const AirRules>(rules, placement_, kind, from, until);
    if (!made->empty()) casting.rules = std::move(made);
  }
  const Output* output = output_of(placement_.profile, kind);
  if (output == nullptr || !trusted_) return casting;
  const std::string key = rendition_key(*output);
  for (const PlacedArea& area : placement_.areas) {
    const auto programme = shelf_.programmes().find(area.code);
    if (programme == shelf_.programmes().end()) continue;
    casting.agendas.push_back(std::make_shared<const Agenda>(programme->second, shelf_, kind, key,
                                                             languages, from, until));
  }
  return casting;
}

Lane Timeline::lane_from(OutputKind kind, Instant origin, Instant until) const {
  return Lane{casting(kind, origin, until), origin};
}

Lane Timeline::rebuilt(OutputKind kind, Instant now, const Lane* old, Instant until) const {
  Plan plan{lane_from(kind, origin_for(now), until), {}};
  plan.run_at(now);
  Lane lane = plan.lane();
  lane.join(now);
  if (old != nullptr) lane.inherit(*old, now);
  return lane;
}

Timeline::Held& Timeline::held(OutputKind kind, Instant now) const {
  const auto found = lanes_.find(kind);
  const Instant until = now + reach;
  if (found == lanes_.end()) {
    return lanes_.emplace(kind, Held{rebuilt(kind, now, nullptr, until), until, false, false})
        .first->second;
  }
  Held& held = found->second;
  const bool outdated =
      held.stale || now + look_ahead >= held.until || now + small_step < held.lane.now();
  if (held.told && outdated) {
    held = Held{rebuilt(kind, now, &held.lane, until), until, false, true};
  } else if (outdated || (!held.told && now != held.lane.now())) {
    held = Held{rebuilt(kind, now, nullptr, until), until, false, false};
  }
  return held;
}

Lane& Timeline::told(OutputKind kind, Instant now) {
  Held& reported = held(kind, now);
  reported.told = true;
  return reported.lane;
}

Lane Timeline::lane(OutputKind kind, Instant now) const {
  return held(kind, now).lane;
}

// --- the question
// -----------------------------------------------------------------------------------------------------

DueItem order_item(const HeldOrder& held, Duration position, Instant until) {
  DueItem item;
  item.playing = playing_of(held.order);
  item.item = item_of(held);
  item.position = position;
  item.length = planned_duration(held.order);
  item.offset = std::min(item.position, item.length);
  item.until = until;
  item.volume_db = held.order.volume_db;
  return item;
}

DueItem entry_item(const Lane& lane, const Job& job, Duration position, Instant now, Instant end,
                   bool resumes) {
  const Line& line = lane.line(job);
  const Round& round = lane.round(job);
  const Programme& programme = lane.casting().agendas[job.agenda]->programme();
  const PieceAt at = piece_at(round, position);
  const Piece& piece = round.pieces[at.index];
  const bool many = round.pieces.size() > 1;
  DueItem item;
  const std::string id{id_of(line)};
  const int part = many ? static_cast<int>(at.index) : 0;
  item.playing = {ItemKind::Entry, id, job.start, piece.message, part};
  const Message* message = lane.casting().shelf->message(piece.message);
  const std::string none;
  const std::string& own = line.entry == nullptr ? none : line.entry->title;
  const std::string& title = own.empty() && message != nullptr ? message->title : own;
  const ItemClass item_class = line.entry == nullptr ? ItemClass::Background : line.item_class;
  item.item = {ItemKind::Entry, id,    programme.area, programme.version,
               piece.message,   title, item_class};
  item.position = many ? at.offset : position;
  item.length = piece.length;
  item.offset = at.offset;
  item.until = many ? std::min(end, now + (piece.length - at.offset)) : end;
  item.volume_db = line.entry == nullptr ? 0 : line.entry->volume_db;
  if (lane.casting().rules) {
    item.volume_db = std::min(item.volume_db, lane.casting().rules->cap(now));
  }
  item.lang = piece.lang;
  item.resumes = resumes;
  return item;
}

namespace {

DueItem item_of(const Lane& lane, const Contender& who, const OrderTable& orders, Instant now) {
  const Instant end = lane.ends(who, now, orders);
  if (who.kind == Contender::Kind::Order) {
    const HeldOrder& held = *orders.find(who.order);
    const OrderLane& order = held.lanes.at(lane.casting().kind);
    const bool playing = order.state == OrderState::Playing;
    DueItem item = order_item(held, playing ? now - order.anchor : Duration{}, end);
    item.resumes = order.state == OrderState::Cut;
    return item;
  }
  const Job& job = *lane.job(who);
  Duration position = lane.position(who, now);
  if (lane.running() == who) return entry_item(lane, job, position, now, end, false);
  const bool turn = who.kind == Contender::Kind::Turn;
  const bool joins = turn ? lane.rotation(who.index).is_held() : job.runs_on;
  const bool resumes = !joins && (turn ? position.count() > 0 : job.phase == Phase::Cut);
  // Nothing is skipped for a timer's or a decoder's delay.
  if (joins && position < late_grace) position = Duration{};
  return entry_item(lane, job, position, now, end, resumes);
}

}  // namespace

Due Timeline::due(OutputKind kind, Instant now) const {
  Due due;
  if (output_of(placement_.profile, kind) == nullptr) {
    due.why.push_back(why("no_output"));
    return due;
  }
  Lane lane = held(kind, now).lane;
  const Contender chosen = lane.pass(now, orders_);
  if (!chosen) {
    due.why.push_back(why(trusted_ ? "nothing_due" : "no_trusted_time"));
    return due;
  }
  due.item = item_of(lane, chosen, orders_, lane.now());
  due.why.push_back(why_plays(due.item->item, lane.rank(chosen, orders_).timed, due.item->resumes));
  for (const Contender& other : lane.rivals(lane.now(), orders_)) {
    if (other != chosen) {
      due.why.push_back(why_covers(item_of(lane, other, orders_, lane.now()).item));
    }
  }
  return due;
}

Instant Timeline::next_change(OutputKind kind, Instant now) const {
  Instant next = now + look_ahead;
  Lane lane = held(kind, now).lane;
  const Contender chosen = lane.pass(now, orders_);
  const auto consider = [&](Instant instant) {
    if (instant > now && instant < next) next = instant;
  };
  consider(lane.next_event(lane.now(), orders_));
  if (chosen) consider(item_of(lane, chosen, orders_, lane.now()).until);
  return next;
}

// --- what really happened
// ---------------------------------------------------------------------------------------------

namespace {

// Where a piece lies in its round.
Duration before_part(const Round& round, int part) {
  Duration before{};
  for (int i = 0; i < part; ++i) before += round.pieces[static_cast<std::size_t>(i)].length;
  return before;
}

// A position inside a playing as one of its whole job, near where the job is expected to be.
Duration position_in_job(const Lane& lane, std::uint32_t index, const Playing& playing,
                         Duration position, Instant now) {
  const Job& job = lane.jobs()[index];
  const Round& round = lane.round(job);
  if (round.pieces.size() < 2) return position;
  const Duration in_round = before_part(round, playing.part) + position;
  const Duration expected = lane.position(lane.contender(index), now);
  const Duration::rep rounds = (expected - in_round + round.once / 2).count() / round.once.count();
  return in_round + std::max<Duration::rep>(rounds, 0) * round.once;
}

bool is_last_part(const Lane& lane, std::uint32_t index, const Playing& playing, Instant now) {
  const Job& job = lane.jobs()[index];
  const Round& round = lane.round(job);
  const auto part = static_cast<std::size_t>(playing.part);
  if (round.pieces.size() < 2) return true;
  if (part + 1 < round.pieces.size()) return false;
  const Duration end = position_in_job(lane, index, playing, round.pieces[part].length, now);
  return end >= round.span;
}

}  // namespace

std::optional<std::uint32_t> Timeline::job_of(const Lane& lane, const Playing& playing) const {
  for (const auto& agenda : lane.casting().agendas) {
    const auto found =
        lane.find(agenda->programme().area, playing.id, playing.occurrence, playing.message);
    if (found) return found;
  }
  return std::nullopt;
}

// Something else begins where an order was, and nobody said how it ended.
void Timeline::leave_order(OutputKind kind, const Contender& was, const OrderId& next,
                           Instant now) {
  if (was.kind != Contender::Kind::Order || was.order == next) return;
  const HeldOrder* held = orders_.find(was.order);
  if (held == nullptr) return;
  const auto lane = held->lanes.find(kind);
  const bool whole =
      lane != held->lanes.end() && now >= lane->second.anchor + planned_duration(held->order);
  if (whole) {
    orders_.finished(kind, was.order);
  } else {
    orders_.interrupted(kind, was.order);
  }
}

void Timeline::started(OutputKind kind, const Playing& playing, Duration position, Instant now) {
  Lane& lane = told(kind, now);
  if (playing.kind == ItemKind::Order) {
    const auto order = OrderId::parse(playing.id);
    if (!order || orders_.find(*order) == nullptr) return;
    leave_order(kind, lane.running(), *order, now);
    orders_.started(kind, *order, position, now);
    lane.pass(now, orders_);
    lane.begin({Contender::Kind::Order, 0, *order}, position, now);
    return;
  }
  leave_order(kind, lane.running(), {}, now);
  lane.pass(now, orders_);
  const auto job = job_of(lane, playing);
  if (job) lane.began(*job, position_in_job(lane, *job, playing, position, now), now);
}

void Timeline::interrupted(OutputKind kind, const Playing& playing, Duration position,
                           Instant now) {
  Lane& lane = told(kind, now);
  lane.pass(now, orders_);
  if (playing.kind == ItemKind::Order) {
    const auto order = OrderId::parse(playing.id);
    if (!order) return;
    orders_.interrupted(kind, *order);
    if (lane.running().kind == Contender::Kind::Order && lane.running().order == *order) {
      lane.cut({}, now, {});
    }
    return;
  }
  const auto job = job_of(lane, playing);
  if (job) lane.left(*job, position_in_job(lane, *job, playing, position, now), now);
}

void Timeline::finished(OutputKind kind, const Playing& playing, Instant now) {
  Lane& lane = told(kind, now);
  lane.pass(now, orders_);
  if (playing.kind == ItemKind::Order) {
    const auto order = OrderId::parse(playing.id);
    if (!order) return;
    orders_.finished(kind, *order);
    if (lane.running().kind == Contender::Kind::Order && lane.running().order == *order) {
      lane.finish(now);
    }
    return;
  }
  const auto job = job_of(lane, playing);
  if (!job) return;
  if (is_last_part(lane, *job, playing, now)) return lane.played(*job, now);
  const Duration length =
      lane.round(lane.jobs()[*job]).pieces[static_cast<std::size_t>(playing.part)].length;
  lane.began(*job, position_in_job(lane, *job, playing, length, now), now);
}

std::vector<OrderEnd> Timeline::settle(Instant now) {
  return orders_.settle(now);
}

}  // namespace playlists
