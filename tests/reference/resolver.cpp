#include "tests/reference/resolver.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "tests/reference/occurrences.h"
#include "tests/reference/rotation.h"

namespace reference {
namespace {

using namespace std::chrono;
using playlists::ItemClass;
using playlists::Lose;
using playlists::open_end;
using playlists::PriorityOrder;
using playlists::StartMode;

constexpr Duration instant_step{1};
constexpr Duration cut_limit = hours{1};

// --- §2

struct Rank {
  int step = 0;
  ItemClass item_class = ItemClass::Unknown;
  bool timed = false;
  StartMode mode = StartMode::Prompt;
  int depth = 0;
  Instant start{};
  std::string_view id;
  bool due_now = false;  ///< this is the very instant it is due
};

int step(ItemClass item_class, bool timed) {
  switch (item_class) {
    case ItemClass::Priority:
      return timed ? 61 : 60;
    case ItemClass::Routine:
      return timed ? 31 : 30;
    case ItemClass::Background:
      return timed ? 11 : 10;
    default:
      return 5;
  }
}

// Whether a's side goes before b's (same step).
bool side_before(const Rank& a, const Rank& b, PriorityOrder order) {
  if (a.item_class == ItemClass::Priority) {
    if (order == PriorityOrder::ByStart) return false;
    if (order == PriorityOrder::HigherFirst) return a.depth > b.depth;
  }
  return a.depth < b.depth;
}

bool goes_before(const Rank& a, const Rank& b, PriorityOrder order) {
  if (a.step != b.step) return a.step > b.step;
  if (side_before(a, b, order)) return true;
  if (side_before(b, a, order)) return false;
  return std::tie(a.start, a.depth, a.id) < std::tie(b.start, b.depth, b.id);
}

bool cuts(const Rank& n, const Rank& p, bool seam, PriorityOrder order) {
  if (n.timed && n.mode == StartMode::Soft && !seam) return false;
  if (n.item_class != p.item_class) return n.item_class > p.item_class;
  if (n.timed && !p.timed) return true;
  return n.timed && p.timed && n.mode == StartMode::Hard && n.due_now && n.start > p.start &&
         !side_before(p, n, order);
}

// --- §4

enum class Life { Coming, Waiting, OnAir, Over };

struct Timed {
  std::size_t occurrence = 0;
  Life life = Life::Coming;
  Instant due{};  ///< its start, or what it was postponed to
  bool postponed = false;
  std::optional<Instant> cut;  ///< when it was cut last
  Duration position{};         ///< where it begins or goes on
};

/// One stretch of one item on air, without a jump.
struct Stretch {
  Instant from{};
  Instant until{};
  bool window = false;
  std::size_t index = 0;  ///< into Occurrences::windows or ::timed
  Duration position{};    ///< at `from`
};

class Simulation {
 public:
  Simulation(const Case& given, playlists::OutputKind kind, Instant origin, Instant until);
  void run(Duration every = {});

  const Occurrences& all() const { return all_; }
  const std::vector<Stretch>& stretches() const { return stretches_; }
  const std::vector<Instant>& seen() const { return seen_; }

  const Item& item_of(const Stretch& stretch) const;
  const Content& content_of(const Stretch& stretch) const;
  Instant start_of(const Stretch& stretch) const;

 private:
  enum class Who { Nothing, Timed, Rotation };
  struct Choice {
    Who who = Who::Nothing;
    std::size_t index = 0;  ///< into timed_ or rotations_
  };

  const TimedOccurrence& occurrence(const Timed& timed) const {
    return all_.timed[timed.occurrence];
  }
  const Item& item(const Timed& timed) const { return all_.items[occurrence(timed).item]; }
  const Content& content(const Timed& timed) const {
    return item(timed).contents[occurrence(timed).content];
  }
  bool rejoins(const Timed& timed) const { return item(timed).lose == Lose::Rejoin; }

  Instant give_up(const Timed& timed) const;
  void give_up_on(Timed& timed);
  void postpone(Timed& timed, Instant after);
  void become_due();
  void go_on();
  void end_what_is_over();
  Duration timed_position() const;
  Rank rank(const Choice& choice) const;
  std::vector<Choice> eligible() const;
  bool at_seam() const;
  void decide();
  void cut();
  void put_on_air(const Choice& choice);
  void note(Instant at) {
    if (at > now_) next_ = std::min(next_, at);
  }
  void note_timed(const Timed& timed);
  void find_next();
  bool playing_ends_at(const Content& content, Duration position) const;
  Duration left_of_piece(const Content& content, Duration position) const;

  const Case& given_;
  Occurrences all_;
  Instant until_{};
  std::vector<Timed> timed_;         ///< all, in the order of all_.timed
  std::size_t coming_ = 0;           ///< timed_ before it have been looked at
  std::vector<std::size_t> active_;  ///< those that wait, are on air or are postponed
  std::vector<Rotation> rotations_;
  std::vector<Instant> validities_;

  Instant now_{};
  Instant next_{};
  Choice on_air_;
  Instant on_air_since_{};
  Duration position_since_{};

  std::vector<Stretch> stretches_;
  std::vector<Instant> seen_;
};

Simulation::Simulation(const Case& given, playlists::OutputKind kind, Instant origin, Instant until)
    : given_(given), all_(occurrences(given, kind, origin, until)), until_(until), now_(origin) {
  for (std::size_t i = 0; i < all_.timed.size(); ++i) {
    Timed timed;
    timed.occurrence = i;
    timed.due = all_.timed[i].start;
    timed_.push_back(timed);
  }
  for (const auto item_class :
       {ItemClass::Priority, ItemClass::Routine, ItemClass::Background, ItemClass::Unknown}) {
    std::vector<std::size_t> windows;
    for (std::size_t i = 0; i < all_.windows.size(); ++i) {
      if (all_.items[all_.windows[i].item].item_class == item_class) windows.push_back(i);
    }
    if (!windows.empty()) rotations_.emplace_back(all_, std::move(windows));
  }
  for (const Item& item : all_.items) {
    for (const Content& content : item.contents) {
      validities_.push_back(content.from);
      validities_.push_back(content.until);
    }
  }
  std::sort(validities_.begin(), validities_.end());
  validities_.erase(std::unique(validities_.begin(), validities_.end()), validities_.end());
}

const Item& Simulation::item_of(const Stretch& stretch) const {
  return all_
      .items[stretch.window ? all_.windows[stretch.index].item : all_.timed[stretch.index].item];
}

const Content& Simulation::content_of(const Stretch& stretch) const {
  return item_of(stretch).contents[stretch.window ? 0 : all_.timed[stretch.index].content];
}

Instant Simulation::start_of(const Stretch& stretch) const {
  return stretch.window ? all_.windows[stretch.index].open : all_.timed[stretch.index].start;
}

// The first instant at which an occurrence that waits may no longer begin or go on.
Instant Simulation::give_up(const Timed& timed) const {
  const Instant limit = content(timed).until;
  if (rejoins(timed)) return std::min(limit, occurrence(timed).start + content(timed).span);
  if (timed.cut) return std::min({limit, *timed.cut + cut_limit, occurrence(timed).next});
  return std::min(limit, timed.due + Duration{item(timed).entry->late} + instant_step);
}

void Simulation::postpone(Timed& timed, Instant after) {
  timed.life = Life::Over;
  if (timed.postponed || !item(timed).entry->postpone_to) return;
  const Zone& zone = *item(timed).zone;
  auto day = floor<days>(zone.local(after)) - days{1};
  for (int i = 0; i < 5; ++i, day += days{1}) {
    const LocalSeconds wanted = day + *item(timed).entry->postpone_to;
    for (const Instant at : zone.instants_showing(wanted)) {
      if (at <= after) continue;
      timed.life = Life::Coming;
      timed.due = at;
      timed.postponed = true;
      timed.position = Duration{0};
      timed.cut.reset();
      return;
    }
  }
}

void Simulation::give_up_on(Timed& timed) {
  const bool expired = now_ >= content(timed).until;
  timed.life = Life::Over;
  if (item(timed).lose == Lose::Postpone && !expired) postpone(timed, now_ - instant_step);
}

// Positions move, turns change, what is over leaves the air.
void Simulation::go_on() {
  for (std::size_t i = 0; i < rotations_.size(); ++i) {
    const bool over = rotations_[i].go_on_to(now_);
    if (over && on_air_.who == Who::Rotation && on_air_.index == i) on_air_ = {};
  }
  end_what_is_over();
}

Duration Simulation::timed_position() const {
  return position_since_ + (now_ - on_air_since_);
}

void Simulation::end_what_is_over() {
  if (on_air_.who != Who::Timed) return;
  Timed& timed = timed_[on_air_.index];
  if (timed_position() < content(timed).span && now_ < content(timed).until) return;
  timed.life = Life::Over;
  on_air_ = {};
}

void Simulation::become_due() {
  for (; coming_ < timed_.size() && timed_[coming_].due <= now_; ++coming_) {
    active_.push_back(coming_);
  }
  for (const std::size_t index : active_) {
    Timed& timed = timed_[index];
    if (timed.life == Life::Waiting && now_ >= give_up(timed)) give_up_on(timed);
    if (timed.life == Life::Coming && timed.due <= now_) timed.life = Life::Waiting;
    if (timed.life == Life::Waiting && now_ >= give_up(timed)) give_up_on(timed);
  }
  std::erase_if(active_, [&](std::size_t index) { return timed_[index].life == Life::Over; });
}

Rank Simulation::rank(const Choice& choice) const {
  if (choice.who == Who::Timed) {
    const Timed& timed = timed_[choice.index];
    const Item& one = item(timed);
    return {step(one.item_class, true),
            one.item_class,
            true,
            one.entry->start,
            one.depth,
            timed.due,
            one.id,
            timed.due == now_};
  }
  const auto& window = all_.windows[*rotations_[choice.index].turn()];
  const Item& one = all_.items[window.item];
  return {step(one.item_class, false),
          one.item_class,
          false,
          StartMode::Prompt,
          one.depth,
          window.open,
          one.id};
}

// Everything that could take the output now. Rules (§6) will say no here.
std::vector<Simulation::Choice> Simulation::eligible() const {
  std::vector<Choice> found;
  for (const std::size_t index : active_) {
    if (timed_[index].life == Life::Waiting) found.push_back({Who::Timed, index});
  }
  for (std::size_t i = 0; i < rotations_.size(); ++i) {
    const bool playing = on_air_.who == Who::Rotation && on_air_.index == i;
    if (rotations_[i].turn() && !playing) found.push_back({Who::Rotation, i});
  }
  return found;
}

bool Simulation::playing_ends_at(const Content& content, Duration position) const {
  return left_of_piece(content, position - instant_step) == instant_step;
}

Duration Simulation::left_of_piece(const Content& content, Duration position) const {
  const Duration inside = position % content.playing;
  Duration end{0};
  for (const Piece& piece : content.pieces) {
    end += piece.length;
    if (end > inside) return end - inside;
  }
  return Duration{0};
}

// A piece of what is on air ends at this instant.
bool Simulation::at_seam() const {
  if (on_air_since_ == now_) return false;
  if (on_air_.who == Who::Timed) {
    return playing_ends_at(content(timed_[on_air_.index]), timed_position());
  }
  const Rotation& rotation = rotations_[on_air_.index];
  const auto& window = all_.windows[*rotation.turn()];
  return playing_ends_at(all_.items[window.item].contents.front(), rotation.position());
}

void Simulation::decide() {
  auto candidates = eligible();
  if (on_air_.who != Who::Nothing) {
    const Rank playing = rank(on_air_);
    const bool seam = at_seam();
    std::erase_if(candidates, [&](const Choice& choice) {
      return !cuts(rank(choice), playing, seam, given_.priority_order);
    });
  }
  const auto first =
      std::min_element(candidates.begin(), candidates.end(), [&](const Choice& a, const Choice& b) {
        return goes_before(rank(a), rank(b), given_.priority_order);
      });
  if (first == candidates.end()) return;
  const Choice chosen = *first;
  cut();
  put_on_air(chosen);
}

void Simulation::cut() {
  if (on_air_.who == Who::Rotation) rotations_[on_air_.index].lose_air();
  if (on_air_.who != Who::Timed) return;
  Timed& timed = timed_[on_air_.index];
  timed.life = Life::Waiting;
  timed.cut = now_;
  switch (item(timed).lose) {
    case Lose::Resume:
      timed.position = timed_position();
      break;
    case Lose::Restart:
      timed.position = Duration{0};
      break;
    case Lose::Skip:
      timed.life = Life::Over;
      break;
    case Lose::Postpone:
      postpone(timed, now_);
      break;
    default:
      break;
  }
}

void Simulation::put_on_air(const Choice& choice) {
  on_air_ = choice;
  on_air_since_ = now_;
  Stretch stretch;
  stretch.from = now_;
  if (choice.who == Who::Timed) {
    Timed& timed = timed_[choice.index];
    timed.life = Life::OnAir;
    position_since_ = rejoins(timed) ? now_ - occurrence(timed).start : timed.position;
    stretch.index = timed.occurrence;
    stretch.position = position_since_;
  } else {
    Rotation& rotation = rotations_[choice.index];
    rotation.take_air();
    stretch.window = true;
    stretch.index = *rotation.turn();
    stretch.position = rotation.position();
  }
  stretches_.push_back(stretch);
}

void Simulation::note_timed(const Timed& timed) {
  const Content& plays = content(timed);
  if (timed.life == Life::Coming) note(timed.due);
  if (timed.life == Life::Waiting) {
    note(give_up(timed));
    note(occurrence(timed).next);
  }
  if (timed.life == Life::OnAir) {
    note(plays.until);
    note(now_ + left_of_piece(plays, timed_position()));
  }
}

void Simulation::find_next() {
  next_ = open_end;
  if (coming_ < timed_.size()) note(timed_[coming_].due);
  for (const std::size_t index : active_) note_timed(timed_[index]);
  for (const Rotation& rotation : rotations_) note(rotation.next_change(now_));
  const auto validity = std::upper_bound(validities_.begin(), validities_.end(), now_);
  if (validity != validities_.end()) note(*validity);
}

void Simulation::run(Duration every) {
  while (now_ < until_) {
    seen_.push_back(now_);
    const bool was_on_air = on_air_.who != Who::Nothing;
    go_on();
    become_due();
    const bool ended = was_on_air && on_air_.who == Who::Nothing;
    if (ended) stretches_.back().until = now_;
    const auto before = stretches_.size();
    decide();
    if (before > 0 && stretches_.size() > before && !ended && was_on_air) {
      stretches_[before - 1].until = now_;
    }
    find_next();
    if (every > Duration{0}) note(now_ + every);
    now_ = next_;
  }
  if (on_air_.who != Who::Nothing) stretches_.back().until = until_;
}

OnAir at(const Simulation& simulation, const Stretch& stretch, Instant instant) {
  const Item& item = simulation.item_of(stretch);
  const Content& content = simulation.content_of(stretch);
  Duration inside = (stretch.position + (instant - stretch.from)) % content.playing;
  auto piece = content.pieces.begin();
  for (; inside >= piece->length; ++piece) inside -= piece->length;
  return {item.id, item.area, simulation.start_of(stretch), piece->message, piece->lang, inside};
}

}  // namespace

std::vector<std::optional<OnAir>> resolve(const Case& given, playlists::OutputKind kind,
                                          Instant origin, const std::vector<Instant>& instants,
                                          Duration every) {
  if (instants.empty()) return {};
  Simulation simulation(given, kind, origin, instants.back() + instant_step);
  simulation.run(every);
  const auto& stretches = simulation.stretches();
  std::vector<std::optional<OnAir>> found;
  auto stretch = stretches.begin();
  for (const Instant instant : instants) {
    while (stretch != stretches.end() && stretch->until <= instant) ++stretch;
    if (stretch == stretches.end() || stretch->from > instant) {
      found.emplace_back();
    } else {
      found.emplace_back(at(simulation, *stretch, instant));
    }
  }
  return found;
}

std::vector<Instant> named_instants(const Case& given, playlists::OutputKind kind, Instant origin,
                                    Instant until) {
  Simulation simulation(given, kind, origin, until);
  simulation.run();
  return simulation.seen();
}

}  // namespace reference
