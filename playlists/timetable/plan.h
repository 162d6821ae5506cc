// What a device would play if everything went as planned: a lane that follows itself. The
// controller's previews, rehearsals and reports, and how a player finds its place after a start.
// Pure: works on copies.
#pragma once

#include <optional>
#include <vector>

#include "playlists/timetable/lane.h"
#include "playlists/timetable/timeline.h"

namespace playlists {

/// One stretch of one item on one output. `reason` says why it ended early (Unknown = played to its
/// end or still on at the end).
struct PlannedPlay {
  OutputKind output = OutputKind::Unknown;
  DueItem item;  ///< as it was due at `start`
  Instant start{};
  Instant end{};
  PlayReason reason = PlayReason::Unknown;
};

/// An output that does at once and exactly what the timeline says, and the record of it.
class Plan {
 public:
  /// One stretch in which an output stayed with a job, a rotation (turn after turn) or an order.
  struct Stretch {
    Instant start{};
    Instant end{};
    Contender who;
    std::uint32_t job = 0;  ///< of a job or of the first turn
    Duration position{};    ///< at `start`
    std::size_t kept = 0;   ///< which of the plan's rotations (a turn) or order items
    bool resumes = false;
    PlayReason reason = PlayReason::Unknown;
  };

  /// Goes on from where `lane` is; what is on air there is the first stretch, from lane.now() on.
  Plan(Lane lane, OrderTable orders);

  /// Follows up to `until`, not including it.
  void run(Instant until);
  /// Does what is due at `now` and stays there.
  void run_at(Instant now);

  OrderTable& orders() { return orders_; }
  const Lane& lane() const { return lane_; }
  const std::vector<Stretch>& stretches() const { return stretches_; }
  /// What is on air at an instant that was run; nothing = silence, black.
  std::optional<DueItem> at(Instant instant) const;
  /// All of it, turn by turn; at most `most`.
  std::vector<PlannedPlay> plays(std::size_t most = 10'000) const;

 private:
  void follow(Instant now);
  void begin(const Contender& winner, Instant now);
  PlayReason why_left(const Contender& left, const Contender& winner, Instant now) const;
  void close(Instant now);
  void open(Instant now, bool resumes);
  void add_plays(const Stretch& stretch, std::size_t most, std::vector<PlannedPlay>& plays) const;
  DueItem item_in(const Stretch& stretch, Instant instant) const;

  Lane lane_;
  OrderTable orders_;
  std::vector<Stretch> stretches_;
  std::vector<Rotation> rotations_;
  std::vector<DueItem> order_items_;
  bool open_ = false;
  std::optional<Instant> order_ends_;  // planned, of the order on air
};

/// What that output plays in [from, until), in order; at most `most` stretches.
std::vector<PlannedPlay> plan(const Timeline& timeline, OutputKind kind, Instant from,
                              Instant until, std::size_t most = 10'000);

/// What an order would do to one output if it were sent now.
struct Interruption {
  std::optional<ItemRef> cuts;    ///< what is playing when it starts
  std::optional<Instant> starts;  ///< nothing = it would be refused (busy, expired, no output)
  std::optional<Instant> ends;
  std::optional<Instant> resumes;  ///< when what was cut goes on; nothing = it does not
  std::vector<ItemRef> behind;     ///< orders that play to their end before it starts
};

Interruption preview(const Timeline& timeline, const Order& order, OutputKind kind, Instant now);

}  // namespace playlists
