#include "playlists/timetable/entry_table.h"

#include <algorithm>
#include <utility>

#include "playlists/timetable/why.h"

namespace playlists {
namespace {

constexpr Duration longest_span = std::chrono::hours{24};

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& value) { return holds(b, value); });
}

bool may_be_used_in(const Message& message, const Placement& placement, Instant now) {
  const std::vector<AreaCode> chain = chain_at(placement, now);
  return std::any_of(chain.begin(), chain.end(),
                     [&](const AreaCode& area) { return holds(message.areas, area); });
}

}  // namespace

void EntryTable::set_programme(Programme programme) {
  const AreaCode area = programme.area;
  std::optional<ZoneRules> zone = ZoneRules::find(programme.zone);
  programmes_.insert_or_assign(area, HeldProgramme{std::move(programme), zone});
}

void EntryTable::remove_programme(const AreaCode& area) {
  programmes_.erase(area);
}

void EntryTable::hold_message(const MessageHash& hash, Message message) {
  messages_.insert_or_assign(hash, HeldMessage{std::move(message), {}});
}

void EntryTable::drop_message(const MessageHash& hash) {
  messages_.erase(hash);
}

void EntryTable::set_ready(const MessageHash& hash, OutputKind kind, bool ready) {
  const auto found = messages_.find(hash);
  if (found == messages_.end()) return;
  if (ready) {
    found->second.not_ready.erase(kind);
  } else {
    found->second.not_ready.insert(kind);
  }
}

std::vector<EntryTable::Judged> EntryTable::judged(const Placement& placement, OutputKind kind,
                                                   Instant now) const {
  std::vector<Judged> all;
  const std::vector<AreaCode> chain = chain_at(placement, now);
  for (std::size_t depth = 0; depth < chain.size(); ++depth) {
    const auto held = programmes_.find(chain[depth]);
    if (held == programmes_.end()) continue;
    for (const Entry& entry : held->second.programme.entries) {
      const auto message = messages_.find(entry.message);
      Candidate candidate{&held->second.programme, &entry, nullptr, depth, {}};
      if (message != messages_.end()) {
        candidate.message = &message->second.message;
        candidate.span = std::min(longest_span, candidate.message->duration * entry.repeat);
      }
      std::string_view code = why_not_here(candidate, held->second, placement, kind, now);
      if (code.empty()) code = why_not_message(candidate, placement, kind, now);
      all.push_back({candidate, code.empty() ? std::nullopt : std::optional{why(code)}});
    }
  }
  return all;
}

std::string_view EntryTable::why_not_here(const Candidate& candidate, const HeldProgramme& held,
                                          const Placement& placement, OutputKind kind,
                                          Instant now) const {
  const Entry& entry = *candidate.entry;
  if (candidate.depth > 0 && !entry.below) return "not_below";
  if (!entry.outputs.empty() && !holds(entry.outputs, kind)) return "other_output";
  if (!entry.tags.empty() && !shares(entry.tags, placement.tags)) return "other_tag";
  if (now >= held.programme.valid_until) return "programme_expired";
  return held.zone ? "" : "unknown_zone";
}

std::string_view EntryTable::why_not_message(const Candidate& candidate, const Placement& placement,
                                             OutputKind kind, Instant now) const {
  if (candidate.message == nullptr) return "message_missing";
  const Message& message = *candidate.message;
  if (now < message.valid_from) return "message_not_yet";
  if (now >= message.valid_until) return "message_expired";
  if (message.highest_class < candidate.entry->item_class) return "message_class";
  if (!may_be_used_in(message, placement, now)) return "message_area";
  const Output* output = output_of(placement.profile, kind);
  if (output == nullptr) return "no_output";
  if (!plays_on(message, kind, rendition_key(*output))) return "nothing_for_output";
  return messages_.at(candidate.entry->message).not_ready.contains(kind) ? "missing_content" : "";
}

std::vector<Candidate> EntryTable::candidates(const Placement& placement, OutputKind kind,
                                              Instant now) const {
  std::vector<Candidate> found;
  for (const Judged& one : judged(placement, kind, now)) {
    if (!one.why_not) found.push_back(one.candidate);
  }
  return found;
}

std::vector<Occurrence> EntryTable::occurrences_of(const Candidate& candidate, Instant from,
                                                   Instant until) const {
  const auto held = programmes_.find(candidate.programme->area);
  if (held == programmes_.end() || !held->second.zone) return {};
  return occurrences(candidate.entry->when, *held->second.zone, candidate.span, from, until);
}

std::vector<Instant> EntryTable::changes(const Placement& placement, Instant now) const {
  std::vector<Instant> instants;
  for (const PlacedArea& area : placement.areas) instants.push_back(area.from);
  for (const auto& [area, held] : programmes_) instants.push_back(held.programme.valid_until);
  for (const auto& [hash, held] : messages_) {
    instants.push_back(held.message.valid_from);
    instants.push_back(held.message.valid_until);
  }
  std::erase_if(instants, [&](Instant instant) { return instant <= now; });
  return instants;
}

}  // namespace playlists
