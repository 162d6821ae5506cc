#include "players/media/text_block.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace players {
namespace {

constexpr char kFamily[] = "Noto Sans";

struct DescriptionFree {
  void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
};
using Description = std::unique_ptr<PangoFontDescription, DescriptionFree>;

Description describe(const TextStyle& style) {
  Description description(pango_font_description_new());
  pango_font_description_set_family(description.get(), kFamily);
  pango_font_description_set_weight(description.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_font_description_set_absolute_size(description.get(), style.size * PANGO_SCALE);
  return description;
}

void check_family(PangoFontMap* map, PangoContext* context) {
  const Description description = describe({});
  const GObjectPtr<PangoFont> font(pango_font_map_load_font(map, context, description.get()));
  if (!font) throw std::runtime_error("cards: no font at all is installed");
  const Description real(pango_font_describe(font.get()));
  const char* family = pango_font_description_get_family(real.get());
  if (!family || std::string_view(family) != kFamily) {
    throw std::runtime_error("cards: Noto Sans is not installed (package fonts-noto-core); found " +
                             std::string(family ? family : "nothing"));
  }
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

// A zero-width space (U+200B) is where the text itself allows a break.
bool may_break_before(std::string_view text, std::size_t at) {
  return at == 0 || is_space(text[at - 1]) || is_space(text[at]) || text[at - 1] == '-' ||
         (at >= 3 && text.substr(at - 3, 3) == "\xE2\x80\x8B");
}

}  // namespace

TextFonts::TextFonts() : map_(pango_cairo_font_map_new()) {
  // One user unit is one pixel of a board, whatever the machine's screen says.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72.0);
  context_.reset(pango_font_map_create_context(map_.get()));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_FULL);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_language(context_.get(), pango_language_from_string("vi"));
  check_family(map_.get(), context_.get());
}

TextBlock::TextBlock(const TextFonts& fonts, std::string_view text, const TextStyle& style,
                     int width)
    : layout_(pango_layout_new(fonts.context())), style_(style), box_(width) {
  const Description description = describe(style);
  pango_layout_set_font_description(layout_.get(), description.get());
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout_.get(), width * PANGO_SCALE);
  // What is no UTF-8 is shown as U+FFFD; pango would say so on stderr for every size it tries.
  const std::unique_ptr<char, decltype(&g_free)> valid(
      g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free);
  pango_layout_set_text(layout_.get(), valid.get(), -1);
  measure();
}

void TextBlock::measure() {
  lines_.clear();
  widest_ = 0;
  for (GSList* at = pango_layout_get_lines_readonly(layout_.get()); at; at = at->next) {
    auto* line = static_cast<PangoLayoutLine*>(at->data);
    PangoRectangle ink;
    PangoRectangle logical;
    pango_layout_line_get_pixel_extents(line, &ink, &logical);
    lines_.push_back({line, std::max(0, -ink.y), std::max(0, ink.y + ink.height),
                      std::min(box_, logical.width)});
    widest_ = std::max(widest_, logical.width);
  }
  pitch_ = static_cast<int>(std::lround(style_.size * 1.16));
  for (std::size_t i = 1; i < lines_.size(); ++i) {
    pitch_ = std::max(pitch_, lines_[i - 1].below + lines_[i].above + 1);
  }
  set_pitch(pitch_);
  find_cut_words();
}

void TextBlock::set_pitch(int pixels) {
  pitch_ = std::max(pitch_, pixels);
  height_ = lines_.empty() ? 0 : first_baseline() + pitch_ * (lines() - 1) + below();
}

void TextBlock::balance() {
  const std::size_t before = lines_.size();
  if (before < 2 || !style_.centred) return;
  int width = box_;
  while (width > box_ / 2) {
    pango_layout_set_width(layout_.get(), (width - 1) * PANGO_SCALE);
    if (static_cast<std::size_t>(pango_layout_get_line_count(layout_.get())) > before) break;
    --width;
  }
  pango_layout_set_width(layout_.get(), width * PANGO_SCALE);
  measure();
}

void TextBlock::find_cut_words() {
  const std::string_view text = pango_layout_get_text(layout_.get());
  for (const Line& line : lines_) {
    const auto start = static_cast<std::size_t>(line.line->start_index);
    if (start < text.size() && !may_break_before(text, start)) cut_a_word_ = true;
  }
}

int TextBlock::below() const {
  return lines_.empty() ? 0 : lines_.back().below;
}

int TextBlock::first_baseline() const {
  // At least a capital's height, so that neighbouring blocks of one size share their baselines.
  const int capital = static_cast<int>(std::lround(style_.size * 0.72));
  return lines_.empty() ? 0 : std::max(lines_.front().above, capital);
}

void TextBlock::draw(cairo_t* canvas, int x, int y, Colour colour) const {
  cairo_set_source_rgb(canvas, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
  int baseline = y + first_baseline();
  for (const Line& line : lines_) {
    const int indent = style_.centred ? std::max(0, (box_ - line.width) / 2) : 0;
    cairo_move_to(canvas, x + indent, baseline);
    pango_cairo_show_layout_line(canvas, line.line);
    baseline += pitch_;
  }
}

}  // namespace players
