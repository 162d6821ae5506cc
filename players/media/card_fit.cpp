#include "players/media/card_fit.h"

#include <algorithm>

namespace players {
namespace {

std::optional<TextBlock> title_on(int lines, const TextFonts& fonts, const std::string& text,
                                  const Box& box, int smallest) {
  for (int size = box.height; size >= smallest; --size) {
    TextBlock block(fonts, text, {size, true, true}, box.width);
    const bool fits = block.lines() <= lines && block.height() <= box.height && !block.cut_a_word();
    if (fits) return block;
  }
  return std::nullopt;
}

// How many pages a size needs; 0 = impossible.
std::size_t pages_at(const SetText& set, int height, int most_pages) {
  const std::size_t pages = set.pages(height).size();
  return set.cut_a_word || pages > static_cast<std::size_t>(most_pages) ? 0 : pages;
}

}  // namespace

std::optional<TextBlock> fit_title(const TextFonts& fonts, const std::string& text, const Box& box,
                                   int smallest) {
  auto best = title_on(1, fonts, text, box, smallest);
  for (int lines = 2; lines <= 3; ++lines) {
    auto more = title_on(lines, fonts, text, box, smallest);
    if (more && (!best || more->size() > best->size() * 5 / 4)) best = std::move(more);
  }
  if (best) best->balance();
  return best;
}

std::optional<SetText> fit_text(const TextFonts& fonts, const std::vector<Paragraph>& paragraphs,
                                const Box& box, const TextWish& wish) {
  const auto set_at = [&](int size) {
    return SetText(fonts, paragraphs, {size, wish.bold, wish.centred}, box.width);
  };
  std::size_t fewest = 0;
  for (int size = wish.comfortable; size >= wish.smallest && fewest == 0; --size) {
    fewest = pages_at(set_at(size), box.height, wish.most_pages);
  }
  if (fewest == 0) return std::nullopt;
  for (int size = std::min(box.height, wish.comfortable * 3); size >= wish.smallest; --size) {
    SetText set = set_at(size);
    const std::size_t pages = pages_at(set, box.height, wish.most_pages);
    if (pages == 0 || pages > fewest) continue;
    set.balance();
    if (set.pages(box.height).size() == pages) return set;
    return set_at(size);  // balanced lines brought two taller marks together: leave them
  }
  return std::nullopt;
}

}  // namespace players
