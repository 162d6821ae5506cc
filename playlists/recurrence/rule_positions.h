// BYSETPOS: which of the members of one period are taken.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// Confined to its owner: it remembers the last answer.
class RulePositions {
 public:
  /// `rule` must outlive this.
  explicit RulePositions(const RecurrenceRule& rule)
      : positions_(rule.by().positions), given_(!positions_.empty()) {}

  /// Without BYSETPOS every member is taken, and the rest of this class is not asked.
  bool given() const { return given_; }

  /// Which of `size` members, from 0, ascending. Valid until the next call.
  std::span<const std::int64_t> of(std::int64_t size) {
    if (size == size_) return {chosen_.data(), count_};
    size_ = size;
    count_ = 0;
    positions_.each([&](int n) {
      const std::int64_t member = n > 0 ? n - 1 : size + n;
      if (member >= 0 && member < size) chosen_[count_++] = member;
    });
    const auto end = chosen_.begin() + static_cast<std::ptrdiff_t>(count_);
    std::sort(chosen_.begin(), end);
    count_ = static_cast<std::size_t>(std::unique(chosen_.begin(), end) - chosen_.begin());
    return {chosen_.data(), count_};
  }

  /// How many of those chosen among `size` lie before member `n`.
  std::int64_t before(std::int64_t n, std::int64_t size) {
    if (!given_) return n;
    const auto chosen = of(size);
    return std::lower_bound(chosen.begin(), chosen.end(), n) - chosen.begin();
  }

 private:
  const EitherEnd<366>& positions_;
  bool given_;
  std::int64_t size_ = -1;
  std::size_t count_ = 0;
  std::array<std::int64_t, 2 * 366> chosen_;
};

}  // namespace playlists
