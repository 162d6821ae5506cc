#include "playlists/timetable/run_log.h"

#include <algorithm>

namespace playlists {

void RunLog::started(OutputKind kind, const Playing& playing, const Rank& rank, Duration position,
                     Instant until, Instant now) {
  Lane& lane = lanes_[kind];
  const bool again = lane.running && lane.running->playing == playing;
  if (lane.running && !again)
    interrupted(kind, lane.running->playing, now - lane.running->anchor, now);
  // A late joiner's item has taken the output since its beginning; a resumed one only from now.
  const bool was_cut = lane.cuts.erase(playing) > 0;
  const Instant began = again ? lane.running->began : was_cut ? now : now - position;
  lane.over.erase(playing);
  lane.running = Running{playing, rank, now - position, began, until};
  forget(lane, now);
}

void RunLog::interrupted(OutputKind kind, const Playing& playing, Duration position, Instant now) {
  Lane& lane = lanes_[kind];
  if (lane.over.contains(playing)) return;
  lane.cuts[playing] = Cut{std::max(position, Duration{}), now};
  if (lane.running && lane.running->playing == playing) close(lane, now);
}

void RunLog::finished(OutputKind kind, const Playing& playing, Instant now) {
  Lane& lane = lanes_[kind];
  lane.cuts.erase(playing);
  lane.over[playing] = now;
  if (lane.running && lane.running->playing == playing) close(lane, now);
}

void RunLog::close(Lane& lane, Instant now) {
  lane.stretches.push_back({lane.running->rank, lane.running->began, now});
  lane.running.reset();
  forget(lane, now);
}

void RunLog::forget(Lane& lane, Instant now) {
  std::erase_if(lane.cuts, [&](const auto& cut) { return cut.second.at < now - remember; });
  std::erase_if(lane.over, [&](const auto& over) { return over.second < now - remember; });
  std::erase_if(lane.stretches,
                [&](const Stretch& stretch) { return stretch.end < now - remember; });
  // A clip of a second that loops all day must not grow the list without end.
  if (lane.stretches.size() > most_stretches) lane.stretches.erase(lane.stretches.begin());
}

const RunLog::Lane* RunLog::lane(OutputKind kind) const {
  const auto found = lanes_.find(kind);
  return found == lanes_.end() ? nullptr : &found->second;
}

const Running* RunLog::running(OutputKind kind) const {
  const Lane* found = lane(kind);
  return found != nullptr && found->running ? &*found->running : nullptr;
}

const Cut* RunLog::cut(OutputKind kind, const Playing& playing) const {
  const Lane* found = lane(kind);
  if (found == nullptr) return nullptr;
  const auto cut = found->cuts.find(playing);
  return cut == found->cuts.end() ? nullptr : &cut->second;
}

std::optional<Instant> RunLog::over(OutputKind kind, const Playing& playing) const {
  const Lane* found = lane(kind);
  if (found == nullptr) return std::nullopt;
  const auto over = found->over.find(playing);
  return over == found->over.end() ? std::nullopt : std::optional{over->second};
}

Instant RunLog::free_from(OutputKind kind, const Rank& rank, Instant start) const {
  const Lane* found = lane(kind);
  if (found == nullptr) return start;
  Instant free = start;
  const auto wait_for = [&](const Rank& other, Instant from, Instant until) {
    if (from <= free && free < until && !interrupts(rank, other)) free = until;
  };
  for (const Stretch& stretch : found->stretches)
    wait_for(stretch.rank, stretch.start, stretch.end);
  if (found->running) wait_for(found->running->rank, found->running->began, found->running->until);
  return free;
}

}  // namespace playlists
