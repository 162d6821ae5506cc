// Where the parts of a card stand on a board, and in which colours: integers only, no drawing.
// Internal to players/media. Pure functions.
#pragma once

#include <optional>

#include "players/media/image.h"
#include "players/media/qr.h"

namespace players {

struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// A template's colours; strong on black, because an LED board is its own lamp.
struct CardTheme {
  Colour ground;
  Colour band;       // behind the title
  Colour band_edge;  // a line under the band
  Colour title;
  Colour text;
  Colour accent;  // step numbers, page line, footer
};

CardTheme theme_of(std::string_view template_name);

/// `module` is how many pixels a QR module has; `qr` has width 0 without a QR.
struct CardLayout {
  Box band;
  Box qr;
  Box text;
  int module = 0;
};

/// Finds the places. The QR gets the largest whole module that fits beside (wide boards) or above
/// (tall boards) a text box that is still usable; nullopt if not even two pixels a module do: one
/// pixel a module is too fine for a phone held at reading distance.
/// `tall_band` gives the title a third of the board (emergencies).
std::optional<CardLayout> lay_out(int width, int height, std::optional<QrSize> qr, bool tall_band);

}  // namespace players
