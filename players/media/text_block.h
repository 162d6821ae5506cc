// Lines of text on a board: pango and cairo behind one small class, so that the card's layout deals
// in whole pixels only. Internal to players/media.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "players/media/image.h"

namespace players {

template <class T>
struct GObjectFree {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using GObjectPtr = std::unique_ptr<T, GObjectFree<T>>;

/// Noto Sans, hinted for pixels that are seen one by one. Confined to its owner.
class TextFonts {
 public:
  /// Throws std::runtime_error if Noto Sans is not installed.
  TextFonts();
  PangoContext* context() const { return context_.get(); }

 private:
  GObjectPtr<PangoFontMap> map_;
  GObjectPtr<PangoContext> context_;
};

struct TextStyle {
  int size = 12;  // pixels an em
  bool bold = false;
  bool centred = false;
};

/// Text broken into lines of at most `width` pixels. Lines stand as close as their own ink allows:
/// a mark under one line and a stacked mark over the next never touch, and lines without such marks
/// waste no pixel. All measures are whole pixels of real ink. Confined to its owner.
class TextBlock {
 public:
  TextBlock(const TextFonts& fonts, std::string_view text, const TextStyle& style, int width);

  int size() const { return style_.size; }  // pixels an em
  int lines() const { return static_cast<int>(lines_.size()); }
  int height() const { return height_; }  // from the highest ink to the lowest
  int widest() const { return widest_; }  // of the widest line
  int first_baseline() const;             // below the block's top
  int below() const;                      // ink under the last baseline
  int pitch() const { return pitch_; }    // from baseline to baseline
  /// Sets the lines further apart (never closer than their ink allows).
  void set_pitch(int pixels);
  /// The same number of lines, but of like length: no lonely word at the end.
  void balance();
  /// True if a word was wider than `width` and had to be cut in two.
  bool cut_a_word() const { return cut_a_word_; }

  /// Draws with the block's top left at (x, y).
  void draw(cairo_t* canvas, int x, int y, Colour colour) const;

 private:
  struct Line {
    PangoLayoutLine* line;  // owned by layout_
    int above;              // ink over the baseline
    int below;              // ink under it
    int width;
  };
  void measure();
  void find_cut_words();

  GObjectPtr<PangoLayout> layout_;
  std::vector<Line> lines_;
  TextStyle style_;
  int box_ = 0;
  int pitch_ = 0;  // baseline to baseline
  int height_ = 0;
  int widest_ = 0;
  bool cut_a_word_ = false;
};

}  // namespace players
