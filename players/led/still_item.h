#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "players/led/picture_item.h"

namespace players {

/// Pages of a card (or one PNG, or black) that are in memory already: never waits, never fails.
class StillItem final : public PictureItem {
 public:
  struct Still {
    std::shared_ptr<const Image> image;
    std::uint64_t frames = 1;  ///< how long it stays
  };
  /// `rounds` = false: once through the pages; true: round and round for ever. Begins `first`
  /// frames after the beginning. Throws std::invalid_argument without pages.
  StillItem(std::vector<Still> stills, bool rounds, std::uint64_t first);

  Next next() override;
  bool ended() const override { return !rounds_ && at_ >= round_; }

 private:
  const std::vector<Still> stills_;
  const bool rounds_;
  std::uint64_t round_ = 0;  ///< frames of one round
  std::uint64_t at_;
};

}  // namespace players
