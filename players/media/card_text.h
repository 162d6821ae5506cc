// A card's words ready to be placed: which paragraphs there are, how they break at one size, and
// how they fall on pages. Internal to players/media.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "players/media/text_block.h"
#include "playlists/messages/card.h"

namespace players {

/// One paragraph: a numbered step, or a plain line (number 0).
struct Paragraph {
  int number = 0;
  std::string text;
};

/// Steps, lines in the card's order, without empty ones. Web addresses lose their scheme and may
/// break in useful places; the QR holds the whole address.
std::vector<Paragraph> paragraphs_of(const playlists::Card& card);
/// Unicode code points of `utf8`: what a reader's time is counted in.
std::size_t characters_in(std::string_view utf8);
/// The same paragraphs in pieces of at most `most` characters, so that they can go on over pages:
/// cut after sentences, else after commas, else between words. A word longer than that stays whole.
/// Only the first piece of a step keeps its number.
std::vector<Paragraph> in_pieces(const std::vector<Paragraph>& paragraphs, std::size_t most);
/// How `text` begins, in at most `most` characters and "…", cut between words where it can be.
std::string beginning_of(std::string_view text, std::size_t most);
/// The same treatment for any text.
std::string shown_text(std::string_view text);

/// All paragraphs broken at one size for one width. Confined to its owner.
struct SetText {
  struct Item {
    Paragraph paragraph;
    TextBlock block;
  };
  TextStyle style;
  int indent = 0;  // pixels left of the text for the numbers; 0 without any
  int gap = 0;     // pixels between paragraphs beside the lines' own distance
  std::vector<Item> items;
  bool cut_a_word = false;

  SetText(const TextFonts& fonts, const std::vector<Paragraph>& paragraphs, const TextStyle& style,
          int width);

  /// Gives centred paragraphs lines of like length.
  void balance();
  /// Pixels from the first baseline of an item to that of the next.
  int step_from(std::size_t item) const;
  /// Indices of the first item of each page for pages of `height` pixels; empty if one item alone
  /// is higher than a page.
  std::vector<std::size_t> pages(int height) const;
  /// Pixels from the first item's top to the last one's bottom, items [from, to).
  int height_of(std::size_t from, std::size_t to) const;

 private:
  void share_pitch();
};

}  // namespace players
