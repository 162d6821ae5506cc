#include "controller/programmes/due_finder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "controller/api/problem.h"
#include "playlists/timetable/recurrence.h"

namespace controller {

namespace {

using playlists::Duration;
using playlists::Instant;

constexpr std::chrono::days longest_span{31};
constexpr std::size_t most_occurrences = 5000;
// What is not approved yet has no length: it is drawn as a minute.
constexpr std::chrono::minutes unknown_length{1};
// Looked through one after the other: what comes every second is found in the first, a 29 February
// in the last.
constexpr std::array looks{std::chrono::days{1}, std::chrono::days{31}, std::chrono::days{366},
                           std::chrono::days{3653}};

playlists::ZoneRules zone_of(const playlists::Programme& programme) {
  const auto zone = playlists::ZoneRules::find(programme.zone);
  if (!zone) throw std::runtime_error("the zone tables do not know " + programme.zone);
  return *zone;
}

api::Occurrence view(const playlists::Entry& entry, const playlists::Occurrence& one) {
  return {entry.id.text(), one.start, one.end, !one.timed};
}

void by_start(std::vector<api::Occurrence>& found) {
  std::ranges::stable_sort(found, {}, &api::Occurrence::start);
}

api::Problem refused(const char* code, const char* vi, const char* en) {
  return api::invalid({{"?until_ms", 0, code, vi, en}});
}

}  // namespace

Duration DueFinder::span_of(Session& session, const playlists::Entry& entry) const {
  Duration all{};
  Duration longest{};
  for (const auto& hash : entry.messages) {
    const auto message = approved_message(find_, session, hash.text());
    const Duration one = message ? Duration{message->duration} : Duration{unknown_length};
    all += one;
    longest = std::max(longest, one);
  }
  const Duration once = entry.cycle_one ? longest : all;
  return std::max<Duration>(once * entry.repeat, std::chrono::seconds{1});
}

std::vector<api::Occurrence> DueFinder::within(Session& session,
                                               const playlists::Programme& programme, Instant from,
                                               Instant until) const {
  if (until - from > longest_span) {
    throw refused("too_long", "Khoảng xem dài nhất là 31 ngày.",
                  "At most 31 days can be looked at.");
  }
  const auto zone = zone_of(programme);
  std::vector<api::Occurrence> out;
  for (const auto& entry : programme.entries) {
    const auto span = span_of(session, entry);
    for (const auto& one : playlists::occurrences(entry.when, zone, span, from, until)) {
      out.push_back(view(entry, one));
    }
    if (out.size() > most_occurrences) {
      throw refused("too_many", "Khoảng này có hơn 5.000 lần phát; hãy xem khoảng ngắn hơn.",
                    "There are more than 5,000 playings in this span; look at a shorter one.");
    }
  }
  by_start(out);
  return out;
}

std::vector<api::Occurrence> DueFinder::next(Session& session,
                                             const playlists::Programme& programme, Instant from,
                                             std::size_t each) const {
  const auto zone = zone_of(programme);
  std::vector<api::Occurrence> out;
  for (const auto& entry : programme.entries) {
    const auto span = span_of(session, entry);
    std::vector<playlists::Occurrence> found;
    for (const auto look : looks) {
      found = playlists::occurrences(entry.when, zone, span, from, from + look);
      if (found.size() >= each) break;
    }
    for (std::size_t i = 0; i < std::min(each, found.size()); ++i) {
      out.push_back(view(entry, found[i]));
    }
  }
  by_start(out);
  return out;
}

}  // namespace controller
