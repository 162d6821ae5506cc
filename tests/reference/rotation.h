// docs/timeline.md §5: the windows of one class taking turns. Confined to its owner.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tests/reference/occurrences.h"

namespace reference {

class Rotation {
 public:
  /// `windows`: indices of those of one class, by start, depth, id. Refers to `all`.
  Rotation(const Occurrences& all, std::vector<std::size_t> windows);

  /// Goes on to `now`, at most to the next instant that `next_change` names. True when the turn
  /// that was on air is over.
  bool go_on_to(Instant now);
  /// The next instant after `now` at which something of it changes.
  Instant next_change(Instant now) const;

  /// Index of the window whose turn it is, or would be if it were taken on air now.
  std::optional<std::size_t> turn() const { return over_ ? following(turn_) : turn_; }
  /// Where in its turn it is.
  Duration position() const { return position_; }

  void take_air();
  void lose_air();

 private:
  bool is_open(std::size_t window) const;
  std::optional<std::size_t> following(std::optional<std::size_t> window) const;
  const Item& item() const;
  const Content& content() const;
  bool clock_runs() const;
  void begin(std::optional<std::size_t> window);

  const Occurrences& all_;
  std::vector<std::size_t> windows_;
  Instant now_{};
  std::optional<std::size_t> turn_;
  Duration position_{};
  bool begun_ = false;  ///< this turn has been on air
  bool on_air_ = false;
  bool over_ = false;  ///< the turn was skipped: the next begins on air
};

}  // namespace reference
