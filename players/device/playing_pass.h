#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "players/device/content.h"
#include "players/device/journal.h"
#include "players/device/output.h"
#include "playlists/orders/profile.h"
#include "playlists/timetable/due.h"
#include "protocols/link/link_messages.h"

namespace players {

/// One going-through of a message on one output: what one PlayCommand asks for and one play record
/// tells. A playing that repeats its message is several passes. A value, kept by OutputFollower
/// from the command until the output says it is over.
struct Pass {
  PlayToken token = 0;
  playlists::DueItem due;
  playlists::Duration base{};     ///< position in the playing where this pass begins
  playlists::Duration offset{};   ///< where in the message it begins
  playlists::Duration content{};  ///< length of its source; 0 = as long as it is asked for
  bool commanded = false;         ///< play() was called, or it follows one that was
  playlists::Instant began{};     ///< its first frame or sample
  std::optional<OpenPlay> record;
  /// Set when it is left before its own end.
  std::optional<PlayResult> leaving;
  bool over = false;  ///< left, and the playing is done with: it does not resume

  playlists::Duration length() const;
  /// When the message's time of this pass is over, content or not.
  playlists::Instant end() const { return began + length() - offset; }
};

/// Frames or samples per second of an output.
std::int64_t units_a_second(const playlists::Output& output);
/// Whole frames or samples in a duration, rounded down; and back.
std::uint64_t units_in(const playlists::Output& output, playlists::Duration duration);
playlists::Duration duration_of(const playlists::Output& output, std::uint64_t units);

/// The command for a pass that begins at `offset` units of its source and may last until `left` has
/// passed.
PlayCommand command_for(const playlists::Output& output, const Pass& pass, Found found,
                        std::uint64_t offset, playlists::Duration left);

/// Outcome of a pass that the output says is over. `broken` = the sink is in error.
PlayResult result_of(const playlists::Output& output, const Pass& pass, const PlayFinished& report,
                     bool broken);
/// Why an output turns from `old` to `next` (nothing = to nothing).
playlists::PlayReason why_cut(const playlists::ItemRef& old,
                              const std::optional<playlists::DueItem>& next);

/// What health says of an output; `pass` is what is on, or null.
protocols::link::HealthOutput health_of(const playlists::Output& output, const OutputStatus& status,
                                        const Pass* pass);

}  // namespace players
