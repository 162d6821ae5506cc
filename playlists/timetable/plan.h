// What a device would play if everything went as planned: the timeline followed by an ideal output.
// The controller's preview. Pure functions: they work on copies.
#pragma once

#include <optional>
#include <vector>

#include "playlists/timetable/timeline.h"

namespace playlists {

/// One stretch of one item on one output. `reason` says why it ended early (Unknown = played to its
/// end or still on at the end).
struct PlannedPlay {
  OutputKind output = OutputKind::Unknown;
  DueItem item;
  Instant start{};
  Instant end{};
  PlayReason reason = PlayReason::Unknown;
};

/// What that output plays in [from, until), in order; at most `most` stretches.
std::vector<PlannedPlay> plan(Timeline timeline, OutputKind kind, Instant from, Instant until,
                              std::size_t most = 10'000);

/// What an order would do to one output if it were sent now.
struct Interruption {
  std::optional<ItemRef> cuts;    ///< what is playing when it starts
  std::optional<Instant> starts;  ///< nothing = it would be refused (busy, expired, no output)
  std::optional<Instant> ends;
  std::optional<Instant> resumes;  ///< when what was cut goes on; nothing = it does not
  std::vector<ItemRef> behind;     ///< orders that play to their end before it starts
};

Interruption preview(Timeline timeline, const Order& order, OutputKind kind, Instant now);

}  // namespace playlists
