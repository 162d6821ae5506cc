// What really ran on the outputs: the memory behind "resumes where it stopped" and "starts after
// what was before it".
//
// Keeps, for each output, what is running, how far cut playings had come, which playings are over,
// and the last stretches that occupied the output. Bounded: everything older than `remember` is
// forgotten. Confined to its owner.
#pragma once

#include <map>
#include <optional>
#include <set>
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

  void started(OutputKind kind, const Playing& playing, const Rank& rank, Duration position,
               Instant now);
  void interrupted(OutputKind kind, const Playing& playing, Duration position, Instant now);
  void finished(OutputKind kind, const Playing& playing, Instant now);

  /// nullptr when nothing was reported to be running.
  const Running* running(OutputKind kind) const;
  /// How far a cut playing had come; nullptr when it was not cut, runs again, or is over.
  const Cut* cut(OutputKind kind, const Playing& playing) const;
  bool over(OutputKind kind, const Playing& playing) const;
  /// When an item of that rank, due at `start`, could begin: `start`, or the end of the stretches
  /// it had to wait for. What is running now counts as taken until `running_until`.
  Instant free_from(OutputKind kind, const Rank& rank, Instant start, Instant running_until) const;

 private:
  struct Lane {
    std::optional<Running> running;
    std::map<Playing, Cut> cuts;
    std::map<Playing, Instant> over;
    std::vector<Stretch> stretches;
  };
  void close(Lane& lane, Instant now);
  void forget(Lane& lane, Instant now);
  std::map<OutputKind, Lane> lanes_;
};

}  // namespace playlists
