// Puts the parts of a card on a canvas once it is known where they stand and how large they are.
// Internal to players/media.
#pragma once

#include <cairo.h>

#include <cstddef>
#include <optional>
#include <string>

#include "players/media/card_layout.h"
#include "players/media/card_text.h"
#include "players/media/image.h"
#include "players/media/text_block.h"

namespace players {

/// Everything that is the same on all pages of a card.
struct CardFace {
  CardTheme theme;
  CardLayout layout;
  bool warning = false;            // a warning triangle at the left end of the band
  int frame = 0;                   // pixels of accent colour round the board
  std::optional<TextBlock> title;  // in title_box
  Box title_box;
  std::optional<TextBlock> footer;  // in footer_box
  Box footer_box;
  std::optional<SetText> text;  // in layout.text
  std::string url;              // empty = no QR
};

/// Paints pages of one card. Confined to its owner.
class CardPainter {
 public:
  CardPainter(const TextFonts& fonts, const CardFace& face, int width, int height)
      : fonts_(fonts), face_(face), width_(width), height_(height) {}

  /// Items [from, to) of the text; `page` of `pages` is shown as a line that grows
  /// along the band if there are several.
  Image paint(std::size_t from, std::size_t to, std::size_t page, std::size_t pages) const;

 private:
  void paint_band(cairo_t* canvas, std::size_t page, std::size_t pages) const;
  void paint_items(cairo_t* canvas, std::size_t from, std::size_t to) const;
  void paint_number(cairo_t* canvas, const SetText::Item& item, int x, int y) const;
  void paint_progress(cairo_t* canvas, const Box& line, std::size_t page, std::size_t pages) const;
  void paint_frame(cairo_t* canvas) const;
  void paint_warning(cairo_t* canvas, int x) const;

  const TextFonts& fonts_;
  const CardFace& face_;
  int width_;
  int height_;
};

/// Pixels at the left end of a band of that height that a warning triangle takes.
int warning_width(int band_height);
/// Pixels kept free at each end of a band of that height.
int band_margin(int band_height);

}  // namespace players
