// Finds how large a card's words can be in their boxes. Internal to players/media. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "players/media/card_layout.h"
#include "players/media/card_text.h"
#include "players/media/text_block.h"

namespace players {

/// The title, bold and centred, as large as `box` allows: on one line if that is not much smaller
/// than on two. Nullopt if it does not fit even at `smallest` pixels an em.
std::optional<TextBlock> fit_title(const TextFonts& fonts, const std::string& text, const Box& box,
                                   int smallest);

struct TextWish {
  int comfortable = 12;  // pixels an em that read well from where people stand
  int smallest = 10;
  int most_pages = 6;
  bool bold = false;
  bool centred = false;
};

/// The paragraphs on as few pages as a comfortable size needs, then at the largest size that needs
/// no more pages; smaller than comfortable only if there is no other way. Nullopt if it is
/// impossible at `smallest`.
std::optional<SetText> fit_text(const TextFonts& fonts, const std::vector<Paragraph>& paragraphs,
                                const Box& box, const TextWish& wish);

}  // namespace players
