// Draws a card (docs/documents.md, `card`) to the pixels of one board: the controller's preview and
// the board's own picture come out of this one class, so what was approved is what is shown.
//
// Looks: title band on top, QR in whole pixels on a white plate at the left, steps or lines beside
// it in Noto Sans as large as fits, never below `CardLimits::smallest_text`. What does not fit one
// page goes on to the next; title and QR stay. Same card, size and fonts: same bytes.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "players/media/image.h"
#include "playlists/messages/card.h"

namespace players {

/// Why a card cannot be shown on a board of this size; both texts are for people.
struct CardProblem {
  std::string code;  // "board_too_small", "qr_unreadable", "url_too_long", "empty_card"
  std::string vi;
  std::string en;
};

struct CardPage {
  Image image;
  std::chrono::milliseconds dwell{0};  // how long it stands: time to read it, at least 4 s
};

/// The pages of one card in order; a card shown for longer begins again with the first.
struct CardPages {
  std::vector<CardPage> pages;  // at least one

  /// Sum of all dwells.
  std::chrono::milliseconds cycle() const;
  /// Which page stands `played` into the card (0 = its first instant); wraps round.
  std::size_t page_at(std::chrono::milliseconds played) const;
  /// How long the page that stands at `played` will still stand: when to wake next.
  std::chrono::milliseconds until_next(std::chrono::milliseconds played) const;
};

/// Either pages or a problem, never both.
struct DrawnCard {
  CardPages card;
  std::optional<CardProblem> problem;
  explicit operator bool() const { return !problem; }
};

struct CardLimits {
  int smallest_text = 10;  // pixels an em; below this Vietnamese marks are no longer legible
  int most_pages = 24;     // what four minutes of speech need on 192x96; more: `board_too_small`
};

/// Keeps the fonts loaded between cards. Confined to its owner.
class CardRenderer {
 public:
  /// Throws std::runtime_error when Noto Sans is not installed (package fonts-noto-core).
  explicit CardRenderer(CardLimits limits = {});
  ~CardRenderer();
  CardRenderer(const CardRenderer&) = delete;
  CardRenderer& operator=(const CardRenderer&) = delete;

  /// Draws `card` for a board of `width` x `height` pixels. Each page with a QR has been read back
  /// (qr_check.h) and gave exactly `card.url`.
  DrawnCard draw(const playlists::Card& card, int width, int height) const;

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
  CardLimits limits_;
};

}  // namespace players
