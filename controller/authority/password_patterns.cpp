#include "controller/authority/password_patterns.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace controller {

namespace {

constexpr std::size_t few_kinds = 3;     // different characters
constexpr std::size_t shortest_run = 3;  // "abc"
constexpr std::size_t few_left = 5;      // characters outside of all runs

constexpr std::array<std::u32string_view, 16> lines{U"abcdefghijklmnopqrstuvwxyz",
                                                    U"01234567890",
                                                    U"qwertyuiop",
                                                    U"asdfghjkl",
                                                    U"zxcvbnm",
                                                    U"azertyuiop",
                                                    U"1qaz",
                                                    U"2wsx",
                                                    U"3edc",
                                                    U"4rfv",
                                                    U"5tgb",
                                                    U"6yhn",
                                                    U"7ujm",
                                                    U"8ik",
                                                    U"9ol",
                                                    U"!@#$%^&*()"};

// Lists of leaked passwords name these first among those of 15 characters and more; in English and
// Vietnamese. Patterns are judged apart, so that this holds sentences and mixtures.
constexpr std::array<std::u32string_view, 24> common{U"1q2w3e4r5t6y7u8i9o0p",
                                                     U"1q2w3e4r5t6y7u8i",
                                                     U"q1w2e3r4t5y6u7i8",
                                                     U"a1b2c3d4e5f6g7h8",
                                                     U"1a2b3c4d5e6f7g8h",
                                                     U"zaq12wsxcde34rfv",
                                                     U"correcthorsebatterystaple",
                                                     U"thequickbrownfox",
                                                     U"thequickbrownfoxjumpsoverthelazydog",
                                                     U"maytheforcebewithyou",
                                                     U"tobeornottobethatisthequestion",
                                                     U"trustno1trustno1",
                                                     U"fuckyoufuckyou12",
                                                     U"unbelievable12345",
                                                     U"jesuschrist12345",
                                                     U"michaeljackson123",
                                                     U"harrypotter12345",
                                                     U"anhyeuemnhieulam",
                                                     U"emyeuanhnhieulam",
                                                     U"conyeubomenhieulam",
                                                     U"khongcomatkhaudau",
                                                     U"toiyeuvietnam123",
                                                     U"nhomatkhaunaynhe",
                                                     U"khongnoichoaibiet"};

bool is_sign(char32_t c) {
  return c < 0x80 && !(c >= U'a' && c <= U'z') && !(c >= U'0' && c <= U'9');
}

std::u32string without(const std::u32string& text, bool (*left_out)(char32_t)) {
  std::u32string out;
  std::ranges::copy_if(text, std::back_inserter(out), [&](char32_t c) { return !left_out(c); });
  return out;
}

bool has_period(const std::u32string& text) {
  for (std::size_t period = 1; period * 2 <= text.size(); ++period) {
    const bool repeats =
        std::equal(text.begin() + static_cast<std::ptrdiff_t>(period), text.end(), text.begin());
    if (repeats) return true;
  }
  return false;
}

// Does `b` follow `a` in this line, forwards (1) or backwards (-1)? 0 = neither.
int step(std::u32string_view line, char32_t a, char32_t b) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] == a && line[i + 1] == b) return 1;
    if (line[i] == b && line[i + 1] == a) return -1;
  }
  return 0;
}

// The longest run in one line and one direction that begins at `from`.
std::size_t run_at(const std::u32string& text, std::size_t from) {
  std::size_t longest = 1;
  for (const auto line : lines) {
    for (const int way : {1, -1}) {
      std::size_t end = from + 1;
      while (end < text.size() && step(line, text[end - 1], text[end]) == way) ++end;
      longest = std::max(longest, end - from);
    }
  }
  return longest;
}

}  // namespace

bool is_password_letter(char32_t c) {
  return c >= 0x80 || (c >= U'a' && c <= U'z');
}

bool is_repetition(const std::u32string& plain) {
  if (plain.empty()) return false;
  const std::size_t kinds = std::set<char32_t>(plain.begin(), plain.end()).size();
  if (kinds <= few_kinds && plain.size() > 2 * few_kinds) return true;
  const auto bare = without(plain, is_sign);
  return has_period(plain) || (bare.size() > few_kinds && has_period(bare));
}

bool is_sequence(const std::u32string& plain) {
  if (plain.empty()) return false;
  std::size_t left = 0;
  std::size_t at = 0;
  while (at < plain.size()) {
    const std::size_t run = run_at(plain, at);
    if (run < shortest_run) ++left;
    at += run < shortest_run ? 1 : run;
  }
  return left <= few_left && left < plain.size();
}

bool is_made_of(const std::u32string& plain, const std::set<std::u32string>& words) {
  const auto letters = without(plain, [](char32_t c) { return !is_password_letter(c); });
  std::vector<bool> reached(letters.size() + 1, false);
  reached[0] = true;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (!reached[at]) continue;
    for (const auto& word : words) {
      if (letters.compare(at, word.size(), word) == 0) reached[at + word.size()] = true;
    }
  }
  return !letters.empty() && reached.back();
}

bool is_common_password(const std::u32string& plain) {
  return std::ranges::find(common, without(plain, is_sign)) != common.end();
}

const std::set<std::u32string>& common_password_words() {
  static const std::set<std::u32string> words{
      U"password", U"passwd",   U"pass",     U"matkhau",  U"mat",      U"khau",
      U"admin",    U"login",    U"user",     U"root",     U"test",     U"qwerty",
      U"letmein",  U"welcome",  U"iloveyou", U"abc",      U"anhyeuem", U"emyeuanh",
      U"anh",      U"yeu",      U"em",       U"quantri",  U"vien",     U"hethong",
      U"vietnam",  U"xinchao",  U"hello",    U"dragon",   U"monkey",   U"master",
      U"secret",   U"sunshine", U"princess", U"football", U"superman", U"administrator"};
  return words;
}

}  // namespace controller
