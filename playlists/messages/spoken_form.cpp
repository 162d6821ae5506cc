#include "playlists/messages/spoken_form.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <optional>
#include <vector>

#include "playlists/messages/spoken_words.h"
#include "playlists/utf8.h"

namespace playlists {
namespace {

constexpr std::string_view en_dash = "\xE2\x80\x93";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// Bytes of a Vietnamese letter count as word characters; the en dash and the bullet are the only
// others we meet.
bool is_word(char c) {
  return is_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string only_utf8(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length > 0) clean += text.substr(0, length);
    text.remove_prefix(length > 0 ? length : 1);
  }
  return clean;
}

std::string in_nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const icu::UnicodeString composed = nfc->normalize(icu::UnicodeString::fromUTF8(text), status);
  std::string result;
  if (U_SUCCESS(status)) composed.toUTF8String(result);
  return U_SUCCESS(status) ? result : text;
}

// Reads one line from left to right; each read_… either takes something it knows, or leaves the
// place as it is.
class Line {
 public:
  explicit Line(std::string_view text) : text_(text) {}

  std::string read() {
    skip_bullet();
    while (at_ < text_.size()) {
      if (!read_known()) copy_word();
    }
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty() && std::string_view{".!?:;,"}.find(out_.back()) == std::string_view::npos)
      out_ += '.';
    return out_;
  }

 private:
  bool read_known() {
    return read_end_mark() || read_link() || read_abbreviation() || read_document() ||
           read_date() || read_time() || read_phone() || read_fraction() || read_number() ||
           read_capitals();
  }

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view rest() const { return text_.substr(at_); }

  // Copies one character, or a whole word so that its inside is never taken for something else.
  void copy_word() {
    if (!is_word(peek())) {
      out_ += text_[at_++];
      return;
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(peek())) ++at_;
    before_ = text_.substr(begin, at_ - begin);
    out_ += before_;
  }

  bool say(std::string_view words, std::size_t length) {
    if (!out_.empty() && is_word(out_.back())) out_ += ' ';
    out_ += words;
    at_ += length;
    if (is_word(peek())) out_ += ' ';
    before_ = {};
    return true;
  }

  void skip_bullet() {
    at_ = text_.find_first_not_of(" \t");
    if (at_ == std::string_view::npos) at_ = text_.size();
    for (const std::string_view bullet :
         {std::string_view{"-"}, std::string_view{"+"}, std::string_view{"*"}, en_dash,
          std::string_view{"\xE2\x80\xA2"}}) {
      if (!rest().starts_with(bullet)) continue;
      const std::size_t after = at_ + bullet.size();
      if (after >= text_.size() || text_[after] == ' ') at_ = std::min(text_.size(), after + 1);
      return;
    }
  }

  bool read_end_mark() {
    if (!rest().starts_with("./.")) return false;
    return say(".", 3);
  }

  // http://…, https://…, www.…, or a host that ends in a known domain.
  bool read_link() {
    if (!is_word(peek())) return false;
    std::size_t end = 0;
    while (at_ + end < text_.size() && is_link_char(peek(end))) ++end;
    while (end > 0 && std::string_view{".,;:?!-/"}.find(peek(end - 1)) != std::string_view::npos)
      --end;
    const std::string_view word = rest().substr(0, end);
    if (!looks_like_link(word)) return false;
    while (peek(end) == '/') ++end;
    return say(link_words(word), end);
  }

  static bool is_link_char(char c) {
    return is_digit(c) || is_ascii_letter(c) ||
           std::string_view{"-._~:/?#@%&=+"}.find(c) != std::string_view::npos;
  }

  static bool looks_like_link(std::string_view word) {
    if (word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www."))
      return true;
    const std::string_view host = word.substr(0, word.find('/'));
    if (host.empty() || !is_ascii_letter(host.front())) return false;
    for (const std::string_view domain : {".vn", ".com", ".org", ".net", ".info", ".gov", ".edu"}) {
      if (host.size() > domain.size() && host.ends_with(domain)) return true;
    }
    return false;
  }

  // The longest run without blanks that the table knows; then shorter ones that end at a word's
  // end.
  bool read_abbreviation() {
    if (!is_word(peek())) return false;
    std::size_t end = 0;
    while (
        at_ + end < text_.size() && end < 16 &&
        (is_word(peek(end)) || std::string_view{"-/."}.find(peek(end)) != std::string_view::npos)) {
      ++end;
    }
    for (; end > 0; --end) {
      if (is_word(peek(end)) && is_word(peek(end - 1))) continue;
      const auto words = abbreviation_words(rest().substr(0, end));
      if (words) return say(*words, end);
    }
    return read_five_k();
  }

  bool read_five_k() {
    if (!rest().starts_with("5K") || is_word(peek(2))) return false;
    return say("năm ca", 2);
  }

  // 2841/BTTTT-THH, 466-CV/TU, 15/CT-UBND: digits, then capitals with - and /.
  bool read_document() {
    const std::size_t digits = count_digits(0);
    if (digits == 0 || digits > 6 || (peek(digits) != '/' && peek(digits) != '-')) return false;
    std::size_t end = digits + 1;
    std::size_t capitals = 0;
    while (at_ + end < text_.size()) {
      const bool capital =
          (peek(end) >= 'A' && peek(end) <= 'Z') || rest().substr(end).starts_with("Đ");
      if (capital) ++capitals;
      if (!is_word(peek(end)) && peek(end) != '-' && peek(end) != '/') break;
      ++end;
    }
    while (end > 0 && !is_word(peek(end - 1))) --end;
    if (capitals < 2) return false;
    const std::string words =
        number_at(0, digits) + ", " + spell(rest().substr(digits + 1, end - digits - 1));
    return say(words, end);
  }

  bool read_date() {
    const std::size_t first = count_digits(0);
    if (first == 0 || first > 2 || !is_date_mark(peek(first))) return false;
    const char mark = peek(first);
    const std::size_t second = count_digits(first + 1);
    const std::size_t third_at = first + 1 + second + 1;
    const std::size_t third = peek(third_at - 1) == mark ? count_digits(third_at) : 0;
    const unsigned long a = value(0, first);
    const unsigned long b = value(first + 1, second);
    const std::string day =
        before_is("ngày") || before_is("Ngày") || before_is("mùng") ? "" : "ngày ";
    if (second > 0 && second <= 2 && third == 4 && is_day(a, b)) {
      return say(
          day + number_words(a) + " tháng " + number_words(b) + " năm " + number_at(third_at, 4),
          third_at + 4);
    }
    if (mark == '/' && second == 4 && a >= 1 && a <= 12) {
      const std::string month = before_is("tháng") || before_is("Tháng") ? "" : "tháng ";
      return say(month + number_words(a) + " năm " + number_at(first + 1, 4), first + 5);
    }
    const bool named = day.empty() && mark == '/' && second > 0 && second <= 2 && is_day(a, b);
    return named && say(number_words(a) + " tháng " + number_words(b), first + 1 + second);
  }

  static bool is_date_mark(char c) { return c == '/' || c == '-' || c == '.'; }
  static bool is_day(unsigned long day, unsigned long month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
  }

  // 9h, 9h00, 9h00', 14h30, 14:30.
  bool read_time() {
    const std::size_t hours = count_digits(0);
    if (hours == 0 || hours > 2 || value(0, hours) > 24) return false;
    const char mark = peek(hours);
    if (mark != 'h' && mark != 'H' && mark != 'g' && mark != ':') return false;
    const std::size_t minutes = count_digits(hours + 1);
    std::size_t end = hours + 1 + minutes;
    if (minutes != 2 && (minutes != 0 || mark == ':' || mark == 'g')) return false;
    if (is_word(peek(end)) || (mark == ':' && peek(end) == ':')) return false;
    if (minutes == 2 && value(hours + 1, 2) > 59) return false;
    if (peek(end) == '\'') ++end;
    std::string words = number_words(value(0, hours)) + " giờ";
    if (minutes == 2 && value(hours + 1, 2) > 0)
      words += " " + number_words(value(hours + 1, 2)) + " phút";
    return say(words, end);
  }

  // 0912 345 678, 0219.3886.114, +84 …, 1900 9095, 1800…; three digits after "gọi" or "số".
  bool read_phone() {
    const std::size_t plus = peek() == '+' ? 1 : 0;
    std::size_t end = plus;
    std::size_t digits = 0;
    while (at_ + end < text_.size()) {
      if (is_digit(peek(end))) {
        ++digits;
      } else if (!(digits > 0 &&
                   std::string_view{" .-"}.find(peek(end)) != std::string_view::npos &&
                   is_digit(peek(end + 1)))) {
        break;
      }
      ++end;
    }
    const std::string_view written = rest().substr(plus, end - plus);
    if (!is_phone(written, digits, plus > 0) || is_word(peek(end))) return false;
    return say((plus > 0 ? "cộng " : "") + digit_words(written), end);
  }

  bool is_phone(std::string_view written, std::size_t digits, bool international) const {
    if (digits > 12) return false;
    if (international) return digits >= 9;
    if (written.starts_with("0")) return digits >= 9;
    if (written.starts_with("1900") || written.starts_with("1800"))
      return digits >= 6 && digits != 4;
    const bool called = before_is("gọi") || before_is("nóng") || before_is("máy");
    return called && digits == written.size() && (digits == 3 || digits == 5);
  }

  // 24/7, 3/4: number on number, when it was no date.
  bool read_fraction() {
    const std::size_t first = count_digits(0);
    if (first == 0 || first > 3 || peek(first) != '/') return false;
    const std::size_t second = count_digits(first + 1);
    if (second == 0 || second > 3 || is_word(peek(first + 1 + second)) ||
        peek(first + 1 + second) == '/')
      return false;
    return say(number_at(0, first) + " trên " + number_at(first + 1, second), first + 1 + second);
  }

  // 1.300, 2,5, 50%, 3-5, 3 – 5, 10km; anything else made of digits.
  bool read_number() {
    if (!is_digit(peek())) return false;
    std::size_t end = 0;
    std::string words = take_number(end);
    std::size_t after = end;
    if (const std::size_t dash = dash_length(after); dash > 0 && is_digit(peek(after + dash))) {
      after += dash;
      words += " đến " + take_number(after);
      end = after;
    }
    const std::size_t blank = peek(end) == ' ' ? 1 : 0;
    std::size_t unit = end + blank;
    while (unit < end + blank + 4 && at_ + unit < text_.size() && peek(unit) != ' ' &&
           peek(unit) != ',' && peek(unit) != '.')
      ++unit;
    for (; unit > end + blank; --unit) {
      if (is_word(peek(unit)) && peek(unit - 1) != '%') continue;
      const auto spoken = unit_words(rest().substr(end + blank, unit - end - blank));
      if (spoken) return say(words + " " + std::string{*spoken}, unit);
    }
    return say(words, end);
  }

  std::size_t dash_length(std::size_t at) const {
    const std::size_t blank = peek(at) == ' ' ? 1 : 0;
    const std::string_view after = rest().substr(std::min(at + blank, rest().size()));
    std::size_t length = after.starts_with("-")       ? 1
                         : after.starts_with(en_dash) ? en_dash.size()
                                                      : 0;
    if (length == 0) return 0;
    length += blank;
    return peek(at + length) == ' ' ? length + 1 : length;
  }

  // A whole number with thousands' dots, or with a decimal comma; `end` moves behind it.
  std::string take_number(std::size_t& end) {
    std::size_t digits = count_digits(end);
    std::string plain{rest().substr(end, digits)};
    end += digits;
    while (digits <= 3 && peek(end) == '.' && count_digits(end + 1) == 3) {
      plain += rest().substr(end + 1, 3);
      end += 4;
    }
    std::string words = plain.size() > 15 ? digit_words(plain) : number_words(std::stoull(plain));
    const std::size_t decimals = peek(end) == ',' ? count_digits(end + 1) : 0;
    if (decimals == 0 || decimals > 3) return words;
    words += " phẩy " + (decimals == 1 ? number_at(end + 1, 1)
                                       : digit_words(rest().substr(end + 1, decimals)));
    end += decimals + 1;
    return words;
  }

  // Two to five ASCII capitals that no table knows and that hold no vowel cannot be a word: spell
  // them.
  bool read_capitals() {
    if (!out_.empty() && is_word(out_.back())) return false;
    std::size_t end = 0;
    while (peek(end) >= 'A' && peek(end) <= 'Z') ++end;
    if (end < 2 || end > 5 || is_word(peek(end))) return false;
    const std::string_view word = rest().substr(0, end);
    if (word.find_first_of("AEIOUY") != std::string_view::npos) return false;
    return say(spell(word), end);
  }

  std::size_t count_digits(std::size_t from) const {
    std::size_t count = 0;
    while (is_digit(peek(from + count))) ++count;
    return count;
  }

  unsigned long value(std::size_t from, std::size_t count) const {
    unsigned long number = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 9); ++i) {
      number = number * 10 + static_cast<unsigned long>(peek(from + i) - '0');
    }
    return number;
  }

  std::string number_at(std::size_t from, std::size_t count) const {
    return number_words(value(from, count));
  }
  bool before_is(std::string_view word) const { return before_ == word; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::string_view before_;  // the last word copied as it is
};

}  // namespace

std::string spoken_form(std::string_view text) {
  const std::string clean = in_nfc(only_utf8(text));
  std::string spoken;
  std::string_view rest = clean;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string words = Line{line}.read();
    if (!spoken.empty() && !words.empty()) spoken += ' ';
    spoken += words;
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return spoken;
}

}  // namespace playlists
