#include "players/media/card_renderer.h"

#include <algorithm>
#include <utility>

#include "players/media/card_fit.h"
#include "players/media/card_layout.h"
#include "players/media/card_painter.h"
#include "players/media/card_text.h"
#include "players/media/qr.h"
#include "players/media/qr_check.h"
#include "players/media/text_block.h"

namespace players {

struct CardRenderer::Fonts {
  TextFonts text;
};

namespace {

constexpr int kLargestSide = 4096;  // pixels

DrawnCard refuse(std::string code, std::string vi, std::string en) {
  return {{}, CardProblem{std::move(code), std::move(vi), std::move(en)}};
}

DrawnCard too_small(int width, int height) {
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  return refuse("board_too_small",
                "Bảng " + size + " quá nhỏ để hiện thẻ này cho đọc được (chữ hoặc mã QR).",
                "A board of " + size + " is too small to show this card legibly (text or QR).");
}

// Slow readers manage about twelve characters a second; a code needs time to take a phone out.
std::chrono::milliseconds dwell_for(const CardFace& face, std::size_t from, std::size_t to) {
  std::size_t characters = 0;
  for (std::size_t i = from; i < to; ++i) {
    characters += characters_in(face.text->items[i].paragraph.text);
  }
  const auto reading = std::chrono::milliseconds(1500 + 85 * static_cast<int>(characters));
  const auto least = std::chrono::milliseconds(face.url.empty() ? 4000 : 5000);
  return std::clamp(reading, least, std::chrono::milliseconds(15000));
}

// Whether the text begins with the title, be it cut short with "…".
bool says_first(std::string_view text, std::string_view title) {
  constexpr std::string_view kCut = "…";
  if (title.ends_with(kCut)) title.remove_suffix(kCut.size());
  return text.starts_with(title);
}

// The title's place inside the band, its edge line and what stands at its ends left out.
Box title_box(const CardFace& face, int air) {
  const Box& band = face.layout.band;
  const int right = band_margin(band.height);
  const int left = face.warning ? warning_width(band.height) : right;
  air += face.frame;
  return {band.x + left, band.y + air, band.width - left - right, band.height - 2 * air - 1};
}

// Takes the footer's strip off the bottom of the text box.
void make_room_for_footer(CardFace& face, int size) {
  Box& text = face.layout.text;
  const int strip = size * 3 / 2;
  face.footer_box = {text.x, text.y + text.height - strip, text.width, strip};
  text.height -= strip + 1;
}

class Composer {
 public:
  Composer(const TextFonts& fonts, const CardLimits& limits, const playlists::Card& card, int width,
           int height)
      : fonts_(fonts), limits_(limits), card_(card), width_(width), height_(height) {}

  DrawnCard compose() {
    if (card_.title.empty() && card_.lines.empty() && card_.steps.empty() && card_.url.empty()) {
      return refuse("empty_card", "Thẻ không có nội dung.", "The card has nothing to show.");
    }
    if (auto problem = place()) return *problem;
    if (!set_words()) return too_small(width_, height_);
    return paint();
  }

 private:
  std::optional<DrawnCard> place() {
    std::optional<QrSize> qr;
    if (!card_.url.empty()) {
      qr = qr_size(card_.url);
      if (!qr) {
        return refuse("url_too_long", "Địa chỉ quá dài cho một mã QR.",
                      "The address is too long for a QR code.");
      }
    }
    const bool emergency = card_.template_name == "emergency";
    const bool sane =
        width_ >= 16 && height_ >= 16 && width_ <= kLargestSide && height_ <= kLargestSide;
    auto layout = sane ? lay_out(width_, height_, qr, emergency) : std::nullopt;
    if (!layout) return too_small(width_, height_);
    face_.layout = *layout;
    face_.theme = theme_of(card_.template_name);
    // On a narrow band the title needs the triangle's room more than the triangle.
    face_.warning = emergency && face_.layout.band.width >= 5 * face_.layout.band.height;
    face_.url = card_.url;
    return std::nullopt;
  }

  bool set_words() {
    auto paragraphs = paragraphs_of(card_);
    if (paragraphs.empty() && face_.url.empty()) title_alone();
    if (!card_.title.empty() && !set_whole_title() && !set_title_beginning(paragraphs)) {
      return false;
    }
    return set_footer() && (paragraphs.empty() || set_text(paragraphs));
  }

  bool set_whole_title() {
    if (set_title(card_.title, std::max(1, face_.layout.band.height / 8))) return true;
    if (set_title(card_.title, 0)) return true;
    face_.warning = false;  // a small board: the words matter more than the triangle
    return set_title(card_.title, 0);
  }

  // A title longer than its band is no reason to show nothing: the band says how it begins, and the
  // text begins with all of it unless it says so anyway.
  bool set_title_beginning(std::vector<Paragraph>& paragraphs) {
    face_.frame = 0;
    if (place()) return false;
    face_.warning = false;
    const std::string whole = shown_text(card_.title);
    const bool said = !paragraphs.empty() && says_first(paragraphs.front().text, whole);
    if (!said) paragraphs.insert(paragraphs.begin(), {0, whole});
    for (const std::size_t most : {60U, 45U, 30U, 20U, 12U}) {
      if (set_title(beginning_of(card_.title, most), 0)) return true;
    }
    return false;
  }

  // `air` pixels stay free over and under the title's ink.
  bool set_title(const std::string& title, int air) {
    face_.title_box = title_box(face_, air);
    face_.title = fit_title(fonts_, title, face_.title_box, limits_.smallest_text);
    return face_.title.has_value();
  }

  // Nothing but a title: it takes the whole board, framed if it is an emergency.
  void title_alone() {
    face_.layout.band = {0, 0, width_, height_};
    face_.warning = false;
    if (card_.template_name != "emergency") return;
    face_.theme.band = face_.theme.ground;
    face_.theme.title = face_.theme.text;
    face_.frame = std::max(2, height_ / 16);
  }

  bool set_footer() {
    if (card_.footer.empty()) return true;
    make_room_for_footer(face_, std::max(limits_.smallest_text, height_ / 10));
    face_.footer =
        fit_title(fonts_, shown_text(card_.footer), face_.footer_box, limits_.smallest_text);
    return face_.footer.has_value();
  }

  bool set_text(const std::vector<Paragraph>& paragraphs) {
    TextWish wish;
    wish.smallest = limits_.smallest_text;
    wish.most_pages = limits_.most_pages;
    wish.comfortable = std::max(limits_.smallest_text, std::min(width_, height_) * 115 / 1000);
    wish.bold = card_.template_name == "emergency";
    wish.centred = face_.url.empty();
    face_.text = fit_text(fonts_, paragraphs, face_.layout.text, wish);
    // A paragraph higher than the board goes on over pages, in pieces no smaller than it needs.
    for (const std::size_t most : {160U, 100U, 60U, 40U, 25U}) {
      if (face_.text) break;
      face_.text = fit_text(fonts_, in_pieces(paragraphs, most), face_.layout.text, wish);
    }
    return face_.text.has_value();
  }

  DrawnCard paint() const {
    std::vector<std::size_t> starts = {0};
    std::size_t items = 0;
    if (face_.text) {
      starts = face_.text->pages(face_.layout.text.height);
      items = face_.text->items.size();
    }
    const CardPainter painter(fonts_, face_, width_, height_);
    DrawnCard drawn;
    for (std::size_t page = 0; page < starts.size(); ++page) {
      const std::size_t to = page + 1 < starts.size() ? starts[page + 1] : items;
      Image image = painter.paint(starts[page], to, page, starts.size());
      if (!face_.url.empty() && !qr_reads_as(image, face_.url)) {
        return refuse("qr_unreadable", "Mã QR trên bảng này không đọc lại được đúng địa chỉ.",
                      "The QR code drawn for this board does not read back as the address.");
      }
      drawn.card.pages.push_back({std::move(image), dwell_for(face_, starts[page], to)});
    }
    return drawn;
  }

  const TextFonts& fonts_;
  const CardLimits& limits_;
  const playlists::Card& card_;
  int width_;
  int height_;
  CardFace face_;
};

}  // namespace

CardRenderer::CardRenderer(CardLimits limits)
    : fonts_(std::make_unique<Fonts>()), limits_(limits) {}
CardRenderer::~CardRenderer() = default;

DrawnCard CardRenderer::draw(const playlists::Card& card, int width, int height) const {
  return Composer(fonts_->text, limits_, card, width, height).compose();
}

std::chrono::milliseconds CardPages::cycle() const {
  std::chrono::milliseconds sum{0};
  for (const auto& page : pages) sum += page.dwell;
  return sum;
}

std::size_t CardPages::page_at(std::chrono::milliseconds played) const {
  if (pages.size() < 2) return 0;
  auto left = played % cycle();
  std::size_t page = 0;
  while (page + 1 < pages.size() && left >= pages[page].dwell) left -= pages[page++].dwell;
  return page;
}

std::chrono::milliseconds CardPages::until_next(std::chrono::milliseconds played) const {
  auto left = cycle().count() > 0 ? played % cycle() : std::chrono::milliseconds{0};
  for (const auto& page : pages) {
    if (left < page.dwell) return page.dwell - left;
    left -= page.dwell;
  }
  return std::chrono::milliseconds{0};
}

}  // namespace players
