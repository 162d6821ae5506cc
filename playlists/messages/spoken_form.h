// Written Vietnamese → what a speech engine should read: numbers, dates, times, links and
// abbreviations in words.
//
// A pure function over tables: no engine, no language model. It rewrites what engines are known to
// read badly and leaves the rest alone, so that text already written for the ear passes unchanged.
// Pure function, total: bad UTF-8 is dropped.
#pragma once

#include <string>
#include <string_view>

namespace playlists {

/// `text` in NFC (both spellings `hoá`/`hóa` made one) with phone numbers read digit by digit in
/// groups, numbers in words, dates, times, `%`, ranges, document numbers, links and known
/// abbreviations spelled out. Line breaks become sentence ends.
std::string spoken_form(std::string_view text);

/// A whole number in Vietnamese words: 21 → `hai mươi mốt`, 105 → `một trăm linh năm`.
std::string number_words(unsigned long long number);
/// Digits one by one, a comma between groups of the text (blanks, dots and dashes separate groups).
std::string digit_words(std::string_view digits);

}  // namespace playlists
