#include "playlists/timetable/entry_options.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "playlists/timetable/turns.h"

namespace playlists {
namespace {

// How far back an occurrence may have begun and, cut once or more, still be on its way.
constexpr Duration longest_delay = std::chrono::hours{12};

struct OpenWindow {
  Candidate candidate;
  Occurrence occurrence;
};

Rank rank_of(const Candidate& candidate, const Occurrence& occurrence) {
  return {ItemKind::Entry,  candidate.entry->item_class, candidate.depth == 0, occurrence.timed,
          occurrence.start, candidate.entry->id.text()};
}

Option option_of(const Candidate& candidate, const Occurrence& occurrence, Duration position,
                 Instant until, bool resumes) {
  Option option{rank_of(candidate, occurrence), {}, candidate.span};
  DueItem& item = option.item;
  item.playing = playing_of(candidate, occurrence);
  item.item = item_of(candidate);
  item.position = position;
  item.length = candidate.message->duration;
  item.offset = position % item.length;
  item.until = until;
  item.volume_db = candidate.entry->volume_db;
  item.resumes = resumes;
  return option;
}

Duration without_grace(Duration late) {
  return late < late_grace ? Duration{} : late;
}

TimedCase judge_cut(const Candidate& candidate, const Cut& cut, bool superseded, Instant now) {
  if (cut.position >= candidate.span) return {TimedState::Played, {}, {}, false};
  if (candidate.entry->resume == Resume::Drop) return {TimedState::Dropped, {}, {}, false};
  if (superseded || now - cut.at > resume_within) return {TimedState::NotResumed, {}, {}, false};
  const bool goes_on = candidate.entry->resume == Resume::Continue;
  const Duration position = goes_on ? cut.position : Duration{};
  return {TimedState::Eligible, position, now + (candidate.span - position), true};
}

TimedCase judge_fresh(const Candidate& candidate, const Occurrence& occurrence, Instant begin,
                      Instant now) {
  if (begin - occurrence.start > entry_tolerance) return {TimedState::MissedBusy, {}, {}, false};
  if (begin > now) return {TimedState::Covered, {}, begin, false};
  if (now >= begin + candidate.span) return {TimedState::Past, {}, {}, false};
  return {TimedState::Eligible, without_grace(now - begin), begin + candidate.span, false};
}

// The windows of one class that are open now, in the order of their turns, and what the output last
// did with them.
class Rotation {
 public:
  Rotation(std::vector<OpenWindow> windows, const RunLog& runs, OutputKind kind, Instant now)
      : windows_(std::move(windows)), runs_(runs), kind_(kind), now_(now) {
    std::sort(windows_.begin(), windows_.end(), [](const OpenWindow& a, const OpenWindow& b) {
      const auto key = [](const OpenWindow& w) {
        return std::tuple{w.occurrence.start, w.candidate.depth, w.candidate.entry->id};
      };
      return key(a) < key(b);
    });
    for (const OpenWindow& window : windows_) spans_.push_back(window.candidate.span);
  }

  Option option() const {
    if (const Running* running = runs_.running(kind_)) {
      if (const auto index = index_of(running->playing)) {
        return from_turn(*index, turn_begin(*index, running->anchor), true);
      }
    }
    const auto [index, cut] = last_cut();
    const auto [ended, ended_at] = last_over();
    if (cut != nullptr && (!ended || cut->at >= ended_at)) return after_cut(index, *cut);
    if (ended) return from_turn(next(*ended), free_from(*ended, ended_at), false);
    const std::size_t youngest = windows_.size() - 1;
    return from_turn(0, free_from(youngest, windows_[youngest].occurrence.start), false);
  }

 private:
  // One that looped alone ends the round it was in when the youngest window opened, and then gives
  // way.
  Instant turn_begin(std::size_t i, Instant anchor) const {
    const Duration alone = windows_.back().occurrence.start - anchor;
    return windows_.size() == 1 || alone < spans_[i] ? anchor
                                                     : anchor + alone / spans_[i] * spans_[i];
  }

  std::optional<std::size_t> index_of(const Playing& playing) const {
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      if (playing_at(i) == playing) return i;
    }
    return std::nullopt;
  }

  Playing playing_at(std::size_t i) const {
    return playing_of(windows_[i].candidate, windows_[i].occurrence);
  }
  std::size_t next(std::size_t i) const { return (i + 1) % windows_.size(); }

  Instant free_from(std::size_t i, Instant start) const {
    const Rank rank = rank_of(windows_[i].candidate, windows_[i].occurrence);
    return std::min(now_, runs_.free_from(kind_, rank, start));
  }

  std::pair<std::size_t, const Cut*> last_cut() const {
    std::pair<std::size_t, const Cut*> last{0, nullptr};
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      const Cut* cut = runs_.cut(kind_, playing_at(i));
      if (cut != nullptr && (last.second == nullptr || cut->at > last.second->at)) last = {i, cut};
    }
    return last;
  }

  std::pair<std::optional<std::size_t>, Instant> last_over() const {
    std::pair<std::optional<std::size_t>, Instant> last;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      const std::optional<Instant> over = runs_.over(kind_, playing_at(i));
      if (over && (!last.first || *over > last.second)) last = {i, *over};
    }
    return last;
  }

  Option after_cut(std::size_t i, const Cut& cut) const {
    const bool alone = windows_.size() == 1;
    const Duration span = spans_[i];
    if (!alone && cut.position >= span) return from_turn(next(i), free_from(i, cut.at), false);
    const Resume resume = windows_[i].candidate.entry->resume;
    if (resume == Resume::Drop) return from_turn(next(i), now_, false);
    const Duration position = resume == Resume::Continue ? cut.position % span : Duration{};
    return from_turn(i, now_ - position, true, true);
  }

  // `exact`: the base is what really happened, not what should have.
  Option from_turn(std::size_t first, Instant base, bool exact, bool resumes = false) const {
    const Turn turn = turn_at(spans_, first, base, now_);
    const OpenWindow& window = windows_[turn.index];
    const Instant until = std::min(turn.end.value_or(open_end), window.occurrence.end);
    const bool first_turn = turn.index == first && turn.begin == base;
    const Duration since = now_ - turn.begin;
    const Duration position = exact && first_turn ? since : without_grace(since);
    return option_of(window.candidate, window.occurrence, position, until, resumes);
  }

  std::vector<OpenWindow> windows_;
  std::vector<Duration> spans_;
  const RunLog& runs_;
  OutputKind kind_;
  Instant now_;
};

void add_timed(const EntryTable& table, const RunLog& runs, const Candidate& candidate,
               OutputKind kind, Instant now, std::vector<Option>& options) {
  const std::vector<Occurrence> recent = recent_occurrences(table, candidate, now);
  for (std::size_t i = 0; i < recent.size(); ++i) {
    const bool superseded = i + 1 < recent.size() && recent[i + 1].start <= now;
    const TimedCase found = judge_timed(candidate, recent[i], superseded, runs, kind, now);
    if (found.state != TimedState::Eligible) continue;
    options.push_back(option_of(candidate, recent[i], found.position, found.until, found.resumes));
  }
}

}  // namespace

Playing playing_of(const Candidate& candidate, const Occurrence& occurrence) {
  return {ItemKind::Entry, candidate.entry->id.text(), occurrence.start, candidate.entry->message};
}

ItemRef item_of(const Candidate& candidate) {
  const Entry& entry = *candidate.entry;
  const std::string& title =
      entry.title.empty() && candidate.message != nullptr ? candidate.message->title : entry.title;
  return {ItemKind::Entry, entry.id.text(), candidate.programme->area, candidate.programme->version,
          entry.message,   title,           entry.item_class};
}

std::vector<Occurrence> recent_occurrences(const EntryTable& table, const Candidate& candidate,
                                           Instant now) {
  return table.occurrences_of(candidate, now - candidate.span - longest_delay, now + Duration{1});
}

TimedCase judge_timed(const Candidate& candidate, const Occurrence& occurrence, bool superseded,
                      const RunLog& runs, OutputKind kind, Instant now) {
  if (now < occurrence.start) return {TimedState::Later, {}, {}, false};
  const Playing playing = playing_of(candidate, occurrence);
  if (runs.over(kind, playing)) return {TimedState::Played, {}, {}, false};
  const Running* running = runs.running(kind);
  if (running != nullptr && running->playing == playing) {
    const Instant end = running->anchor + candidate.span;
    if (now >= end) return {TimedState::Played, {}, {}, false};
    return {TimedState::Eligible, now - running->anchor, end, false};
  }
  if (const Cut* cut = runs.cut(kind, playing)) return judge_cut(candidate, *cut, superseded, now);
  const Instant begin = runs.free_from(kind, rank_of(candidate, occurrence), occurrence.start);
  return judge_fresh(candidate, occurrence, begin, now);
}

std::vector<Option> entry_options(const EntryTable& table, const RunLog& runs,
                                  const Placement& placement, OutputKind kind, Instant now) {
  std::vector<Option> options;
  std::map<ItemClass, std::vector<OpenWindow>> windows;
  for (const Candidate& candidate : table.candidates(placement, kind, now)) {
    if (!candidate.entry->when.window) {
      add_timed(table, runs, candidate, kind, now, options);
      continue;
    }
    for (const Occurrence& open : table.occurrences_of(candidate, now, now + Duration{1})) {
      windows[candidate.entry->item_class].push_back({candidate, open});
    }
  }
  for (auto& [item_class, open] : windows) {
    options.push_back(Rotation{std::move(open), runs, kind, now}.option());
  }
  return options;
}

}  // namespace playlists
