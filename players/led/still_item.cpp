#include "players/led/still_item.h"

#include <stdexcept>
#include <utility>

namespace players {

StillItem::StillItem(std::vector<Still> stills, bool rounds, std::uint64_t first)
    : stills_(std::move(stills)), rounds_(rounds), at_(first) {
  if (stills_.empty()) throw std::invalid_argument("a card has no pages");
  for (const Still& still : stills_) round_ += still.frames;
}

PictureItem::Next StillItem::next() {
  if (ended()) return {State::Ended, nullptr, ""};
  auto at = at_++ % round_;
  std::size_t page = 0;
  while (at >= stills_[page].frames) at -= stills_[page++].frames;
  return {State::Ready, stills_[page].image, ""};
}

}  // namespace players
