#include "playlists/timetable/lane.h"

#include <algorithm>
#include <tuple>

namespace playlists {
namespace {

constexpr Duration resume_within = std::chrono::hours{1};
constexpr Duration tick{1};
// So much an output may be off what was planned without moving a cycle.
constexpr Duration slack{2'000};

std::size_t rotation_of(ItemClass item_class) {
  return static_cast<std::size_t>(item_class);
}

// Where an area of the chain counts.
struct Standing {
  std::uint8_t place = 0;  // in the placement's list
  Instant from{};
  Instant until = open_end;
};

std::optional<Standing> standing(const Placement& placement, const AreaCode& area) {
  for (std::size_t i = 0; i < placement.areas.size(); ++i) {
    const PlacedArea& placed = placement.areas[i];
    if (placed.code == area) return Standing{static_cast<std::uint8_t>(i), placed.from, open_end};
  }
  return std::nullopt;
}

bool approved_here(const Message& message, const std::vector<AreaCode>& chain) {
  return std::any_of(chain.begin(), chain.end(), [&](const AreaCode& area) {
    return std::find(message.areas.begin(), message.areas.end(), area) != message.areas.end();
  });
}

}  // namespace

PieceAt piece_at(const Round& round, Duration position) {
  Duration rest = position % round.once;
  for (std::size_t i = 0; i + 1 < round.pieces.size(); ++i) {
    if (rest < round.pieces[i].length) return {i, rest};
    rest -= round.pieces[i].length;
  }
  return {round.pieces.size() - 1, rest};
}

std::string_view why_not_meant(const Line& line, const Casting& casting,
                               const std::vector<AreaCode>& chain) {
  if (line.entry != nullptr) {
    const Entry& entry = *line.entry;
    const bool other_output =
        !entry.outputs.empty() &&
        std::find(entry.outputs.begin(), entry.outputs.end(), casting.kind) == entry.outputs.end();
    if (other_output) return "other_output";
    if (!matches(entry.where, *casting.placement, chain)) return "not_meant";
  }
  for (const Round& round : line.rounds) {
    for (const Piece& piece : round.pieces) {
      const Message* message = casting.shelf->message(piece.message);
      if (message != nullptr && !approved_here(*message, chain)) return "message_area";
    }
  }
  return "";
}

Lane::Lane(const Casting& casting, Instant origin)
    : casting_(casting), now_(origin - tick), origin_(origin) {
  if (casting_.rules) use_ = casting_.rules->unused();
  for (std::size_t i = 0; i < casting_.agendas.size(); ++i) {
    add_jobs(static_cast<std::uint16_t>(i), origin);
  }
  std::sort(jobs_.begin(), jobs_.end(), [](const Job& a, const Job& b) {
    return std::tie(a.start, a.depth, a.line) < std::tie(b.start, b.depth, b.line);
  });
}

void Lane::add_jobs(std::uint16_t agenda, Instant origin) {
  const Agenda& from = *casting_.agendas[agenda];
  const auto here = standing(*casting_.placement, from.programme().area);
  if (!here) return;
  const std::uint8_t place = here->place;
  // The chain changes seldom: who is meant is asked once for each chain.
  Instant asked_at = open_end;
  std::vector<AreaCode> chain;
  std::vector<bool> meant(from.lines().size());
  std::size_t depth = 0;
  const auto ask = [&](Instant at) {
    std::vector<AreaCode> now = chain_at(*casting_.placement, at);
    if (asked_at != open_end && now == chain) return;
    asked_at = at;
    chain = std::move(now);
    const auto own = std::find(chain.begin(), chain.end(), from.programme().area);
    depth = static_cast<std::size_t>(own - chain.begin());
    for (std::size_t i = 0; i < meant.size(); ++i) {
      const Line& line = from.lines()[i];
      meant[i] = own != chain.end() && line.why_not.empty() &&
                 why_not_meant(line, casting_, chain).empty();
    }
  };
  const bool one_chain =
      std::all_of(casting_.placement->areas.begin(), casting_.placement->areas.end(),
                  [&](const PlacedArea& area) { return area.from <= origin; });
  if (one_chain) ask(origin);
  const auto add = [&](Slot slot, const Line& line) {
    if (line.loops) slot.start = std::max({slot.start, here->from, line.from});
    if (slot.start < origin || slot.start < here->from || slot.start >= here->until) return;
    if (line.loops && slot.start >= slot.end) return;
    if (!one_chain) ask(slot.start);
    if (!meant[slot.line]) return;
    Job job;
    job.start = job.due = slot.start;
    job.close = slot.end;
    job.limit = std::min(line.loops ? line.limit : line.rounds[slot.round].limit, here->until);
    if (line.loops) job.close = std::min(job.close, job.limit);
    job.line = slot.line;
    job.round = slot.round;
    job.agenda = agenda;
    job.depth = static_cast<std::uint8_t>(depth);
    job.area = place;
    job.loops = line.loops;
    jobs_.push_back(job);
  };
  for (const Slot& slot : from.slots()) add(slot, from.lines()[slot.line]);
  if (const Line* filler = from.filler()) {
    const auto index = static_cast<std::uint32_t>(from.lines().size() - 1);
    add({std::max({origin, filler->from, here->from}), open_end, index, 0}, *filler);
  }
}

void Lane::rebind(const Placement* placement, const Shelf* shelf) {
  casting_.placement = placement;
  casting_.shelf = shelf;
}

Lose Lane::lose_of(const Job& job) const {
  if (job.runs_on) return Lose::Rejoin;
  const Line& own = line(job);
  return own.entry == nullptr ? Lose::Resume : own.entry->lose;
}

bool Lane::is_ready(const Job& job) const {
  if (casting_.shelf->all_ready()) return true;
  const auto& pieces = round(job).pieces;
  return std::all_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return casting_.shelf->is_ready(piece.message, casting_.kind);
  });
}

// --- what changes by itself
// ---------------------------------------------------------------------------------------------

Contender Lane::pass(Instant now, const OrderTable& orders) {
  for (Instant next = next_event(now_, orders); next < now; next = next_event(next, orders)) {
    step(next, orders);
  }
  return step(std::max(now, now_), orders);
}

Contender Lane::step(Instant now, const OrderTable& orders) {
  now_ = now;
  end_running(now, orders);
  for (Rotation& rotation : rotations_) {
    if (rotation.empty()) continue;
    rotation.advance(now, false);
    if (running_.kind == Contender::Kind::Turn && &rotation == &rotations_[running_.index] &&
        rotation.next_close() <= now) {
      spend(running_, now);
      on_since_ = now;
    }
  }
  for (; next_ < jobs_.size() && jobs_[next_].start <= now; ++next_) {
    arrive(static_cast<std::uint32_t>(next_), now);
  }
  // After what opens now, so that it may follow what closes now.
  for (Rotation& rotation : rotations_) {
    rotation.close(now);
    if (!rotation.empty()) rotation.advance(now, true);
  }
  if (running_.kind == Contender::Kind::Turn && rotations_[running_.index].empty()) running_ = {};
  if (casting_.rules) keep_rules(now);
  drop_late(now);
  const Contender winner = choose(now, orders);
  if (running_ && winner != running_) cut(position(running_, now), now, winner);
  note_losers(winner);
  return winner;
}

void Lane::end_running(Instant now, const OrderTable& orders) {
  if (running_.kind == Contender::Kind::Job) {
    Job& job = jobs_[running_.index];
    const bool played = now >= job.anchor + round(job).span;
    if (!played && now < job.limit) return;
    spend(running_, now);
    over(job, played ? Fate::Played : Fate::Expired, now);
    running_ = {};
  }
  if (running_.kind == Contender::Kind::Order) {
    const HeldOrder* held = orders.find(running_.order);
    if (held != nullptr && judge(*held, casting_.kind, now).eligible) return;
    spend(running_, now);
    running_ = {};
  }
}

// A reservation takes the output from areas below at once; a turn that is not allowed waits.
void Lane::keep_rules(Instant now) {
  const Job* on_air = job(running_);
  if (on_air == nullptr) return;
  if (casting_.rules->reserves(now, on_air->area)) return cut(position(running_, now), now, {});
  if (running_.kind != Contender::Kind::Turn) return;
  Rotation& rotation = rotations_[running_.index];
  if (rotation.position(now).count() != 0 || rotation.began_at() != now) return;
  spend(running_, now);
  on_since_ = now;
  if (allowed(*on_air, now, rotation.turn().span)) return;
  running_ = {};
  rotation.wait(now);
}

void Lane::arrive(std::uint32_t index, Instant now) {
  Job& job = jobs_[index];
  if (job.phase != Phase::Ahead) return;
  if (job.loops) {
    if (job.close <= now) return over(job, Fate::Expired, now);
    job.phase = Phase::Due;
    const Line& own = line(job);
    rotations_[rotation_of(own.item_class)].open(
        {job.start, job.depth, id_of(own), index, job.close, round(job).span, lose_of(job)}, now);
    return;
  }
  job.phase = Phase::Due;
  for (const std::uint32_t other : waiting_) {
    Job& old = jobs_[other];
    const bool same = old.agenda == job.agenda && old.line == job.line;
    if (!same || old.phase != Phase::Cut) continue;
    const Lose lose = lose_of(old);
    if (lose == Lose::Resume || lose == Lose::Restart) over(old, Fate::NotResumed, now);
  }
  waiting_.push_back(index);
}

// The last instant at which it could still take the output.
Instant Lane::last_chance(const Job& job) const {
  const Line& own = line(job);
  const Lose lose = lose_of(job);
  const bool cut = job.phase == Phase::Cut;
  if (lose == Lose::Rejoin) return (cut ? job.anchor : job.due) + round(job).span - tick;
  return cut ? job.since + resume_within - tick : job.due + own.entry->late;
}

void Lane::drop_late(Instant now) {
  for (const std::uint32_t index : waiting_) {
    Job& job = jobs_[index];
    if (job.phase != Phase::Due && job.phase != Phase::Cut) continue;
    if (now >= job.limit) {
      over(job, Fate::Expired, now);
    } else if (now > last_chance(job)) {
      if (job.phase == Phase::Cut) {
        over(job, Fate::NotResumed, now);
      } else {
        miss(job, now);
      }
    }
  }
  std::erase_if(waiting_, [&](std::uint32_t index) {
    return jobs_[index].phase != Phase::Due && jobs_[index].phase != Phase::Cut;
  });
}

void Lane::miss(Job& job, Instant now) {
  if (lose_of(job) == Lose::Postpone && postpone(job, now)) return;
  over(job, Fate::Missed, now);
}

bool Lane::postpone(Job& job, Instant now) {
  const Entry& entry = *line(job).entry;
  if (job.postponed || !entry.postpone_to) return false;
  const Instant again = casting_.agendas[job.agenda]->zone().next_showing(*entry.postpone_to, now);
  job.postponed = true;
  job.phase = Phase::Due;
  job.due = again;
  return true;
}

void Lane::over(Job& job, Fate fate, Instant now) {
  job.phase = Phase::Over;
  job.fate = fate;
  job.since = now;
}

void Lane::note_losers(const Contender& winner) {
  const Job* by = job(winner);
  for (const std::uint32_t index : waiting_) {
    Job& waiting = jobs_[index];
    if (waiting.due > now_ || &waiting == by) continue;
    waiting.by = by == nullptr ? -1 : static_cast<std::int32_t>(by - jobs_.data());
  }
}

// --- who goes
// ---------------------------------------------------------------------------------------------------------

bool Lane::may_begin(const Job& job, Instant now) const {
  if (job.phase != Phase::Due && job.phase != Phase::Cut) return false;
  const bool could = now >= job.due && now < job.limit && now <= last_chance(job) && is_ready(job);
  return could && allowed(job, now, round(job).span - position(job, now));
}

Airing Lane::airing(const Job& job, Instant at, Duration left) const {
  const Line& own = line(job);
  return {own.item_class, false,
          job.area,       at,
          left,           own.entry == nullptr ? nullptr : &own.entry->beyond};
}

bool Lane::allowed(const Job& job, Instant at, Duration left) const {
  return !casting_.rules || casting_.rules->allows(airing(job, at, left), use_);
}

bool Lane::allowed(const HeldOrder& held, Instant at) const {
  if (!casting_.rules) return true;
  const Order& order = held.order;
  return casting_.rules->allows({order.item_class, true, 0, at, planned_duration(order), nullptr},
                                use_);
}

std::vector<Refusal> Lane::refusals(const Contender& who, const OrderTable& orders) const {
  if (!casting_.rules || !who) return {};
  if (who.kind == Contender::Kind::Order) {
    const Order& order = orders.find(who.order)->order;
    return casting_.rules->refusals(
        {order.item_class, true, 0, now_, planned_duration(order), nullptr}, use_);
  }
  const Job& found = *job(who);
  return casting_.rules->refusals(airing(found, now_, round(found).span - position(who, now_)),
                                  use_);
}

// What was on air until now counts.
void Lane::spend(const Contender& left, Instant now) {
  if (!casting_.rules || use_.empty()) return;
  if (const Job* was = job(left)) {
    casting_.rules->spend(use_, airing(*was, on_since_, {}), now);
  } else if (left.kind == Contender::Kind::Order) {
    casting_.rules->spend(use_, {ItemClass::Routine, true, 0, on_since_, {}, nullptr}, now);
  }
}

Rank Lane::rank(const Job& job) const {
  const Line& own = line(job);
  const StartMode mode = own.loops ? StartMode::Prompt : own.entry->start;
  return {ItemKind::Entry, own.item_class, false,           !own.loops, mode,
          job.depth,       job.due,        job.due == now_, id_of(own), job.start};
}

Rank Lane::rank(const Contender& who, const OrderTable& orders) const {
  if (who.kind == Contender::Kind::Order) return rank_of(*orders.find(who.order));
  return rank(*job(who));
}

const Job* Lane::job(const Contender& who) const {
  switch (who.kind) {
    case Contender::Kind::Job:
      return &jobs_[who.index];
    case Contender::Kind::Turn:
      return &jobs_[rotations_[who.index].turn().job];
    default:
      return nullptr;
  }
}

bool Lane::could_begin(const Contender& who, Instant now, const OrderTable& orders) const {
  switch (who.kind) {
    case Contender::Kind::Job:
      return may_begin(jobs_[who.index], now);
    case Contender::Kind::Turn: {
      const Rotation& rotation = rotations_[who.index];
      if (rotation.empty() || rotation.is_on_air()) return false;
      const Job& turn = jobs_[rotation.turn().job];
      return is_ready(turn) && allowed(turn, now, rotation.turn().span - rotation.position(now));
    }
    case Contender::Kind::Order: {
      const HeldOrder* held = orders.find(who.order);
      return held != nullptr && judge(*held, casting_.kind, now).eligible && allowed(*held, now);
    }
    default:
      return false;
  }
}

Contender Lane::choose(Instant now, const OrderTable& orders) const {
  // What has just cut something has the output, although it has not begun yet.
  const bool heir = !running_ && heir_ && could_begin(heir_, now, orders);
  const Contender& holder = heir ? heir_ : running_;
  std::optional<Rank> on_air;
  if (holder) on_air = rank(holder, orders);
  Contender best;
  Rank best_rank;
  bool seam = false;
  bool seam_known = false;
  const auto consider = [&](Contender::Kind kind, std::uint32_t index, const Rank& mine) {
    if (on_air) {
      if (mine.mode == StartMode::Soft && !seam_known) {
        seam = at_seam(now);
        seam_known = true;
      }
      if (!cuts(mine, *on_air, seam, casting_.order)) return false;
    }
    if (best && !goes_before(mine, best_rank, casting_.order)) return false;
    best.kind = kind;
    best.index = index;
    best_rank = mine;
    return true;
  };
  for (const std::uint32_t index : waiting_) {
    const bool held = holder.kind == Contender::Kind::Job && holder.index == index;
    if (!held && may_begin(jobs_[index], now)) {
      consider(Contender::Kind::Job, index, rank(jobs_[index]));
    }
  }
  for (std::uint32_t i = 0; i < rotations_.size(); ++i) {
    const Contender turn{Contender::Kind::Turn, i, {}};
    if (turn == holder || !could_begin(turn, now, orders)) continue;
    consider(Contender::Kind::Turn, i, rank(jobs_[rotations_[i].turn().job]));
  }
  for (const auto& [id, held] : orders.all()) {
    if (holder.kind == Contender::Kind::Order && holder.order == id) continue;
    if (!judge(held, casting_.kind, now).eligible || !allowed(held, now)) continue;
    if (consider(Contender::Kind::Order, 0, rank_of(held))) best.order = id;
  }
  if (best.kind != Contender::Kind::Order) best.order = OrderId{};
  return best ? best : holder;
}

std::vector<Contender> Lane::rivals(Instant now, const OrderTable& orders) const {
  std::vector<Contender> all;
  if (running_) all.push_back(running_);
  for (const std::uint32_t index : waiting_) {
    if (may_begin(jobs_[index], now)) all.push_back({Contender::Kind::Job, index, {}});
  }
  const auto consider = [&](const Contender& who) {
    if (who != running_ && could_begin(who, now, orders)) all.push_back(who);
  };
  for (std::uint32_t i = 0; i < rotations_.size(); ++i) consider({Contender::Kind::Turn, i, {}});
  for (const auto& [id, held] : orders.all()) consider({Contender::Kind::Order, 0, id});
  return all;
}

// --- seams
// ------------------------------------------------------------------------------------------------------------

bool Lane::at_seam(Instant now) const {
  const Job* on_air = job(running_);
  if (on_air == nullptr) return false;
  return piece_at(round(*on_air), position(running_, now)).offset.count() == 0;
}

Instant Lane::next_seam(Instant now) const {
  const Job* on_air = job(running_);
  if (on_air == nullptr) return open_end;
  const Round& playing = round(*on_air);
  const PieceAt at = piece_at(playing, position(running_, now));
  return now + (playing.pieces[at.index].length - at.offset);
}

// --- where things are
// -------------------------------------------------------------------------------------------------

Duration Lane::position(const Job& job, Instant now) const {
  switch (job.phase) {
    case Phase::OnAir:
      return now - job.anchor;
    case Phase::Cut:
      return lose_of(job) == Lose::Rejoin ? now - job.anchor : job.position;
    default:
      return lose_of(job) == Lose::Rejoin ? now - job.due : Duration{};
  }
}

Duration Lane::position(const Contender& who, Instant now) const {
  if (who.kind == Contender::Kind::Turn) return rotations_[who.index].position(now);
  const Job* found = job(who);
  return found == nullptr ? Duration{} : position(*found, now);
}

Instant Lane::ends(const Contender& who, Instant now, const OrderTable& orders) const {
  switch (who.kind) {
    case Contender::Kind::Job: {
      const Job& job = jobs_[who.index];
      return std::min(job.limit, now + (round(job).span - position(job, now)));
    }
    case Contender::Kind::Turn: {
      const Rotation& rotation = rotations_[who.index];
      const Instant close = rotation.turn().close;
      return rotation.windows().size() == 1 ? close : std::min(close, rotation.turn_end(now));
    }
    case Contender::Kind::Order:
      return judge(*orders.find(who.order), casting_.kind, now).until;
    default:
      return open_end;
  }
}

Instant Lane::next_event(Instant now, const OrderTable& orders) const {
  Instant next = open_end;
  const auto consider = [&](Instant instant) {
    if (instant > now && instant < next) next = instant;
  };
  if (next_ < jobs_.size()) consider(jobs_[next_].start);
  if (running_.kind == Contender::Kind::Job) consider(ends(running_, now, orders));
  bool soft = false;
  for (const std::uint32_t index : waiting_) {
    const Job& job = jobs_[index];
    consider(job.due);
    consider(last_chance(job) + tick);
    consider(job.limit);
    soft = soft || line(job).entry->start == StartMode::Soft;
  }
  for (const Rotation& rotation : rotations_) {
    if (!rotation.empty()) consider(rotation.next_close());
  }
  if (soft && running_) consider(next_seam(now));
  if (casting_.rules) {
    consider(casting_.rules->next_change(now, use_));
    const bool turn = running_.kind == Contender::Kind::Turn && casting_.rules->binds_turns();
    if (turn) consider(rotations_[running_.index].turn_end(now));
  }
  for (const auto& [id, held] : orders.all()) {
    consider(earliest_start(held.order));
    consider(held.order.expires);
    const OrderJudgement judgement = judge(held, casting_.kind, now);
    if (!judgement.eligible) continue;
    if (!held.lanes.at(casting_.kind).started) consider(latest_start(held.order) + tick);
    if (running_.kind == Contender::Kind::Order && running_.order == id) consider(judgement.until);
  }
  return next;
}

// --- what outputs do
// --------------------------------------------------------------------------------------------------

void Lane::begin(const Contender& who, Duration position, Instant now) {
  if (running_ == who) spend(who, now);
  if (running_ && running_ != who) cut(this->position(running_, now), now, who);
  running_ = who;
  heir_ = {};
  on_since_ = now;
  if (who.kind == Contender::Kind::Turn) rotations_[who.index].go_on_air(now, position);
  if (who.kind != Contender::Kind::Job) return;
  Job& job = jobs_[who.index];
  job.phase = Phase::OnAir;
  job.runs_on = false;
  job.anchor = now - position;
  std::erase(waiting_, who.index);
}

void Lane::cut(Duration position, Instant now, const Contender& by) {
  const Contender left = running_;
  spend(left, now);
  running_ = {};
  heir_ = by;
  const Job* winner = job(by);
  if (left.kind == Contender::Kind::Turn && !rotations_[left.index].empty()) {
    Rotation& rotation = rotations_[left.index];
    rotation.go_on_air(now, position);
    rotation.leave(now);
  }
  if (left.kind != Contender::Kind::Job) return;
  Job& job = jobs_[left.index];
  job.by = winner == nullptr ? -1 : static_cast<std::int32_t>(winner - jobs_.data());
  lose(job, position, now);
  if (job.phase != Phase::Over) waiting_.push_back(left.index);
}

// Whether a later occurrence of the entry has been due.
bool Lane::later_one_came(const Job& job) const {
  const auto first = static_cast<std::size_t>(&job - jobs_.data()) + 1;
  for (std::size_t i = first; i < next_; ++i) {
    const Job& other = jobs_[i];
    if (other.agenda == job.agenda && other.line == job.line && other.start > job.start)
      return true;
  }
  return false;
}

void Lane::lose(Job& job, Duration position, Instant now) {
  if (position >= round(job).span) return over(job, Fate::Played, now);
  const Lose way = lose_of(job);
  const bool goes_on = way == Lose::Resume || way == Lose::Restart;
  if (goes_on && later_one_came(job)) return over(job, Fate::NotResumed, now);
  job.since = now;
  job.position = position;
  job.anchor = now - position;
  job.phase = Phase::Cut;
  switch (way) {
    case Lose::Restart:
      job.position = Duration{};
      return;
    case Lose::Skip:
      return over(job, Fate::Dropped, now);
    case Lose::Postpone:
      if (!postpone(job, now)) over(job, Fate::Missed, now);
      return;
    default:
      return;
  }
}

void Lane::finish(Instant now) {
  const Contender ended = running_;
  spend(ended, now);
  running_ = {};
  if (ended.kind == Contender::Kind::Job) over(jobs_[ended.index], Fate::Played, now);
  if (ended.kind != Contender::Kind::Turn || rotations_[ended.index].empty()) return;
  Rotation& rotation = rotations_[ended.index];
  // An output's end and the plan's meet within moments: the cycle keeps the plan's.
  const Instant planned = rotation.turn_end(now);
  rotation.end_turn(planned - now <= slack ? planned : now);
  rotation.leave(now);
}

void Lane::began(std::uint32_t index, Duration position, Instant now) {
  const Contender who = contender(index);
  if (who.kind == Contender::Kind::Turn) {
    Rotation& rotation = rotations_[who.index];
    if (!rotation.holds(index)) return;  // it has closed meanwhile
    rotation.take_turn(index, now);
    position %= rotation.turn().span;
    const Duration planned = rotation.position(now);
    if (std::chrono::abs(planned - position) <= slack) position = planned;
  }
  begin(who, position, now);
}

void Lane::left(std::uint32_t index, Duration position, Instant now) {
  const Contender who = contender(index);
  Job& job = jobs_[index];
  const bool turn = who.kind == Contender::Kind::Turn;
  if (running_ == who && (!turn || rotations_[who.index].turn().job == index)) {
    if (turn) position %= rotations_[who.index].turn().span;
    return cut(position, now, {});
  }
  if (!turn && job.phase == Phase::Cut && lose_of(job) == Lose::Resume) job.position = position;
}

void Lane::played(std::uint32_t index, Instant now) {
  const Contender who = contender(index);
  Job& job = jobs_[index];
  const bool turn = who.kind == Contender::Kind::Turn;
  if (running_ == who && (!turn || rotations_[who.index].turn().job == index)) return finish(now);
  if (turn || (job.phase != Phase::Cut && job.phase != Phase::Due)) return;
  over(job, Fate::Played, now);
  std::erase(waiting_, index);
}

void Lane::join(Instant now) {
  const Contender was = running_;
  running_ = {};
  if (was.kind == Contender::Kind::Turn) rotations_[was.index].hold();
  if (was.kind != Contender::Kind::Job) return;
  Job& job = jobs_[was.index];
  job.phase = Phase::Cut;
  job.since = now;
  job.position = now - job.anchor;
  job.runs_on = true;
  waiting_.push_back(was.index);
}

std::optional<std::uint32_t> Lane::find(const AreaCode& area, std::string_view id, Instant start,
                                        const MessageHash& message) const {
  for (std::uint32_t i = 0; i < jobs_.size(); ++i) {
    const Job& job = jobs_[i];
    if (job.start != start || id_of(line(job)) != id || area_of(job) != area) continue;
    const auto& pieces = round(job).pieces;
    const bool holds = std::any_of(pieces.begin(), pieces.end(),
                                   [&](const Piece& piece) { return piece.message == message; });
    if (holds) return i;
  }
  return std::nullopt;
}

Contender Lane::contender(std::uint32_t job) const {
  if (!jobs_[job].loops) return {Contender::Kind::Job, job, {}};
  const std::size_t rotation = rotation_of(line(jobs_[job]).item_class);
  return {Contender::Kind::Turn, static_cast<std::uint32_t>(rotation), {}};
}

void Lane::inherit(const Lane& old, Instant now) {
  for (const Job& known : old.jobs_) {
    if (known.start > now) break;
    const auto mine = find(old.area_of(known), id_of(old.line(known)), known.start,
                           old.round(known).pieces[0].message);
    if (mine) take_over(jobs_[*mine], known);
  }
  std::erase_if(waiting_, [&](std::uint32_t index) {
    return jobs_[index].phase != Phase::Due && jobs_[index].phase != Phase::Cut;
  });
  for (std::uint32_t i = 0; i < next_; ++i) {
    const Job& job = jobs_[i];
    const bool waits = !job.loops && (job.phase == Phase::Due || job.phase == Phase::Cut);
    const bool listed = std::find(waiting_.begin(), waiting_.end(), i) != waiting_.end();
    if (waits && !listed) waiting_.push_back(i);
  }
  for (std::size_t i = 0; i < rotations_.size(); ++i) {
    const Rotation& was = old.rotations_[i];
    if (was.empty() || rotations_[i].empty()) continue;
    const Job& turn = old.jobs_[was.turn().job];
    const auto mine = find(old.area_of(turn), id_of(old.line(turn)), turn.start,
                           old.round(turn).pieces[0].message);
    if (mine) rotations_[i].resume_from(was, *mine);
  }
  running_ = {};
  on_since_ = old.on_since_;
  if (old.use_.size() == use_.size()) use_ = old.use_;
  if (old.running_.kind == Contender::Kind::Order) running_ = old.running_;
  for (std::uint32_t i = 0; i < next_; ++i) {
    if (jobs_[i].phase == Phase::OnAir) running_ = contender(i);
  }
  for (std::uint32_t i = 0; i < rotations_.size(); ++i) {
    if (!rotations_[i].empty() && rotations_[i].is_on_air()) {
      running_ = {Contender::Kind::Turn, i, {}};
    }
  }
}

// What the outputs really did with an occurrence counts, not what the plan made of it.
void Lane::take_over(Job& mine, const Job& known) {
  if (mine.loops) return;
  mine.due = known.due;
  mine.anchor = known.anchor;
  mine.since = known.since;
  mine.position = known.position;
  mine.phase = known.phase;
  mine.fate = known.fate;
  mine.postponed = known.postponed;
  mine.runs_on = known.runs_on;
  mine.by = -1;
}

}  // namespace playlists
