#include <array>
#include <string>
#include <string_view>

#include "playlists/messages/spoken_form.h"

namespace playlists {
namespace {

constexpr std::array<std::string_view, 10> digits{"không", "một", "hai", "ba",  "bốn",
                                                  "năm",   "sáu", "bảy", "tám", "chín"};

void add(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

// The last digit sounds different after a ten: mốt, lăm.
std::string_view unit_after_ten(unsigned tens, unsigned unit) {
  if (unit == 1 && tens > 1) return "mốt";
  return unit == 5 && tens > 0 ? "lăm" : digits[unit];
}

// Three digits; `full` says the hundreds even when they are none (inside a larger number).
std::string triple_words(unsigned number, bool full) {
  const unsigned hundreds = number / 100;
  const unsigned tens = number / 10 % 10;
  const unsigned unit = number % 10;
  std::string words;
  if (hundreds > 0 || full) {
    add(words, digits[hundreds]);
    add(words, "trăm");
  }
  if (tens > 1) {
    add(words, digits[tens]);
    add(words, "mươi");
  } else if (tens == 1) {
    add(words, "mười");
  } else if (unit > 0 && !words.empty()) {
    add(words, "linh");
  }
  if (unit > 0) add(words, unit_after_ten(tens, unit));
  return words;
}

}  // namespace

std::string number_words(unsigned long long number) {
  if (number == 0) return std::string{digits[0]};
  constexpr std::array<std::string_view, 3> names{"", "nghìn", "triệu"};
  std::string words;
  if (number >= 1'000'000'000ULL) {
    words = number_words(number / 1'000'000'000ULL) + " tỷ";
    number %= 1'000'000'000ULL;
  }
  for (unsigned long long unit = 1'000'000, name = 2; unit > 0; unit /= 1000, --name) {
    const auto triple = static_cast<unsigned>(number / unit % 1000);
    if (triple == 0) continue;
    add(words, triple_words(triple, !words.empty()));
    if (name > 0) add(words, names[name]);
  }
  return words;
}

std::string digit_words(std::string_view text) {
  std::string words;
  bool gap = false;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      gap = !words.empty();
      continue;
    }
    if (gap) words += ',';
    gap = false;
    add(words, digits[static_cast<std::size_t>(c - '0')]);
  }
  return words;
}

}  // namespace playlists
