// What really ran on the outputs: the memory behind "resumes where it stopped" and "starts after
// what was before it".
//
// Keeps, for each output, what is running, how far cut playings had come, which playings are over,
// and the last stretches that occupied the output. Bounded: everything older than `remember` is
// forgotten. Confined to its owner.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "playlists/instant.h"
#include "playlists/orders/precedence.h"
#include "playlists/output_kind.h"
#include "playlists/timetable/due.h"

namespace playlists {

/// What is running on an output. `anchor` is the instant at which its position was 0 (pauses
/// removed).
struct Running {
  Playing playing;
  Rank rank;
  Instant anchor{};
  Instant began{};  ///< of this stretch
  Instant until{};  ///< its known end when it started
};

/// A playing that was cut.
struct Cut {
  Duration position{};
  Instant at{};
};

/// A stretch in which the output was taken.
struct Stretch {
  Rank rank;
  Instant start{};
  Instant end{};
};

class RunLog {
 public:
  static constexpr Duration remember = std::chrono::hours{36};

  /// `until`: when it ends if nothing happens. An item that was running there and is not reported
  /// otherwise is cut.
  void started(OutputKind kind, const Playing& playing, const Rank& rank, Duration position,
               Instant until, Instant now);
  void interrupted(OutputKind kind, const Playing& playing, Duration position, Instant now);
  void finished(OutputKind kind, const Playing& playing, Instant now);

  /// nullptr when nothing was reported to be running.
  const Running* running(OutputKind kind) const;
  /// How far a cut playing had come; nullptr when it was not cut, runs again, or is over.
  const Cut* cut(OutputKind kind, const Playing& playing) const;
  /// When a playing was last reported to have ended (a window's: its last turn).
  std::optional<Instant> over(OutputKind kind, const Playing& playing) const;
  /// When an item of that rank, due at `start`, could begin: `start`, or the end of the stretches
  /// it had to wait for (what is running now until its known end).
  Instant free_from(OutputKind kind, const Rank& rank, Instant start) const;

 private:
  struct Lane {
    std::optional<Running> running;
    std::map<Playing, Cut> cuts;
    std::map<Playing, Instant> over;
    std::vector<Stretch> stretches;
  };
  static constexpr std::size_t most_stretches = 1000;
  static void close(Lane& lane, Instant now);
  static void forget(Lane& lane, Instant now);
  const Lane* lane(OutputKind kind) const;
  std::map<OutputKind, Lane> lanes_;
};

}  // namespace playlists
