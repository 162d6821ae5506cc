#include "players/media/card_text.h"

#include <algorithm>
#include <utility>

namespace players {
namespace {

constexpr std::string_view kBreakHere = "\xE2\x80\x8B";  // U+200B, zero width space

bool looks_like_address(std::string_view word) {
  return word.substr(0, 4) == "www." || word.find("://") != std::string_view::npos;
}

// After "www." and slashes; after other dots only in long names, so that "gov.vn" stays together.
bool breaks_after(std::string_view address, std::size_t at) {
  constexpr std::size_t kLongName = 26;
  if (address[at] == '/') return true;
  if (address[at] != '.') return false;
  return address.substr(0, at + 1) == "www." || address.size() > kLongName;
}

std::string shown_word(std::string_view word) {
  if (!looks_like_address(word)) return std::string(word);
  if (const auto scheme = word.find("://"); scheme != std::string_view::npos) {
    word.remove_prefix(scheme + 3);
  }
  if (!word.empty() && word.back() == '/') word.remove_suffix(1);
  std::string shown;
  for (std::size_t i = 0; i < word.size(); ++i) {
    shown += word[i];
    if (i + 1 < word.size() && breaks_after(word, i)) shown += kBreakHere;
  }
  return shown;
}

// How good a place after this word is to cut: 0 not at all good, 1 after a comma, 2 after a
// sentence.
int rank_of_end(std::string_view word) {
  if (word.empty()) return 0;
  if (std::string_view(".!?…").find(word.back()) != std::string_view::npos) return 2;
  return std::string_view(",;:").find(word.back()) != std::string_view::npos ? 1 : 0;
}

// Bytes of the first piece of `text`: the last best place to cut within `most` characters.
std::size_t first_piece(std::string_view text, std::size_t most) {
  std::size_t best = 0;
  int best_rank = -1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (best > 0 && characters_in(text.substr(0, end)) > most) return best;
    if (end == text.size()) return end;
    const int rank = rank_of_end(text.substr(at, end - at));
    if (rank >= best_rank) {
      best = end;
      best_rank = rank;
    }
    at = end + 1;
  }
  return text.size();
}

}  // namespace

std::size_t characters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::vector<Paragraph> in_pieces(const std::vector<Paragraph>& paragraphs, std::size_t most) {
  std::vector<Paragraph> pieces;
  for (const auto& paragraph : paragraphs) {
    int number = paragraph.number;
    std::string_view rest = paragraph.text;
    while (!rest.empty()) {
      const std::size_t length = first_piece(rest, most);
      pieces.push_back({std::exchange(number, 0), std::string(rest.substr(0, length))});
      rest.remove_prefix(std::min(rest.size(), length + 1));
    }
  }
  return pieces;
}

std::string beginning_of(std::string_view text, std::size_t most) {
  if (characters_in(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t characters = 0; characters < most; ++characters) {
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  }
  const std::size_t blank = text.substr(0, end + 1).rfind(' ');
  if (blank != std::string_view::npos && blank > 0) end = blank;
  while (end > 0 && std::string_view(" ,;:").find(text[end - 1]) != std::string_view::npos) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string shown_text(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
    shown += shown_word(text.substr(at, end - at));
    if (end < text.size()) shown += ' ';
    at = end + 1;
  }
  return shown;
}

std::vector<Paragraph> paragraphs_of(const playlists::Card& card) {
  std::vector<Paragraph> paragraphs;
  for (const auto& line : card.lines) {
    if (!line.empty()) paragraphs.push_back({0, shown_text(line)});
  }
  int number = 0;
  for (const auto& step : card.steps) {
    if (!step.empty()) paragraphs.push_back({++number, shown_text(step)});
  }
  return paragraphs;
}

SetText::SetText(const TextFonts& fonts, const std::vector<Paragraph>& paragraphs,
                 const TextStyle& text_style, int width)
    : style(text_style), gap(std::max(2, text_style.size / 4)) {
  const bool numbered =
      std::any_of(paragraphs.begin(), paragraphs.end(), [](const auto& p) { return p.number > 0; });
  if (numbered) indent = style.size + std::max(1, style.size / 5);
  for (const auto& paragraph : paragraphs) {
    TextStyle own = style;
    if (numbered) own.centred = false;
    items.push_back({paragraph, TextBlock(fonts, paragraph.text, own, width - indent)});
    cut_a_word = cut_a_word || items.back().block.cut_a_word();
  }
  share_pitch();
}

void SetText::balance() {
  for (Item& item : items) item.block.balance();
  share_pitch();
}

// One distance between baselines all over the card, wide enough for the worst neighbours.
void SetText::share_pitch() {
  int pitch = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    pitch = std::max(pitch, items[i].block.pitch());
    if (i > 0) {
      pitch = std::max(pitch, items[i - 1].block.below() + items[i].block.first_baseline() + 1);
    }
  }
  for (Item& item : items) item.block.set_pitch(pitch);
}

int SetText::step_from(std::size_t item) const {
  const TextBlock& block = items[item].block;
  return block.pitch() * block.lines() + gap;
}

int SetText::height_of(std::size_t from, std::size_t to) const {
  if (from >= to) return 0;
  int height = items[from].block.first_baseline();
  for (std::size_t i = from; i + 1 < to; ++i) height += step_from(i);
  const TextBlock& last = items[to - 1].block;
  return height + last.pitch() * (last.lines() - 1) + last.below();
}

std::vector<std::size_t> SetText::pages(int height) const {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (height_of(i, i + 1) > height) return {};
    if (starts.empty() || height_of(starts.back(), i + 1) > height) starts.push_back(i);
  }
  return starts;
}

}  // namespace players
