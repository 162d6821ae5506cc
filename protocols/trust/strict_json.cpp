#include "protocols/trust/strict_json.h"

#include <cstdint>
#include <set>
#include <string>

namespace protocols::trust {
namespace {

/// Walks over one JSON text (RFC 8259) without building anything but the names of open objects.
class Walker {
 public:
  Walker(std::string_view text, int depth) : text_(text), depth_left_(depth) {}

  Reason walk() {
    blanks();
    const bool well_formed = value() && (blanks(), at_ == text_.size());
    if (duplicate_ && well_formed) return Reason::duplicate_member;
    return well_formed ? Reason::none : Reason::malformed;
  }

 private:
  bool more() const { return at_ < text_.size(); }
  unsigned char here() const { return static_cast<unsigned char>(text_[at_]); }

  bool take(char wanted) {
    if (!more() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void blanks() {
    while (more() && (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')) ++at_;
  }

  bool value() {
    if (!more()) return false;
    switch (here()) {
      case '{':
        return nested([this] { return members(); });
      case '[':
        return nested([this] { return elements(); });
      case '"':
        return string(nullptr);
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  template <class Inside>
  bool nested(Inside inside) {
    if (depth_left_ == 0) return false;
    --depth_left_;
    ++at_;
    const bool fine = inside();
    ++depth_left_;
    return fine;
  }

  bool members() {
    std::set<std::string, std::less<>> names;
    blanks();
    if (take('}')) return true;
    do {
      blanks();
      std::string name;
      if (!string(&name)) return false;
      if (!names.insert(std::move(name)).second) duplicate_ = true;
      blanks();
      if (!take(':')) return false;
      blanks();
      if (!value()) return false;
      blanks();
    } while (take(','));
    return take('}');
  }

  bool elements() {
    blanks();
    if (take(']')) return true;
    do {
      blanks();
      if (!value()) return false;
      blanks();
    } while (take(','));
    return take(']');
  }

  bool word(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  bool digits() {
    const auto start = at_;
    while (more() && here() >= '0' && here() <= '9') ++at_;
    return at_ > start;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  /// `decoded`, if given, receives the text that the escapes spell.
  bool string(std::string* decoded) {
    if (!take('"')) return false;
    while (more()) {
      if (take('"')) return true;
      if (here() < 0x20) return false;
      const bool fine = here() == '\\' ? escape(decoded) : character(decoded);
      if (!fine) return false;
    }
    return false;
  }

  bool escape(std::string* decoded) {
    ++at_;
    if (!more()) return false;
    const char kind = text_[at_++];
    if (kind == 'u') return unicode_escape(decoded);
    constexpr std::string_view kinds = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const auto index = kinds.find(kind);
    if (index == kinds.npos) return false;
    if (decoded != nullptr) *decoded += meant[index];
    return true;
  }

  bool four_digits(std::uint32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (!more()) return false;
      const auto c = here();
      std::uint32_t digit = 0;
      if (c >= '0' && c <= '9') {
        digit = c - std::uint32_t{'0'};
      } else if ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'f') {
        digit = (c | 0x20U) - std::uint32_t{'a'} + 10U;
      } else {
        return false;
      }
      unit = unit * 16 + digit;
    }
    return true;
  }

  bool unicode_escape(std::string* decoded) {
    std::uint32_t point = 0;
    if (!four_digits(point)) return false;
    if (point >= 0xdc00 && point < 0xe000) return false;
    if (point >= 0xd800 && point < 0xdc00) {
      std::uint32_t low = 0;
      if (!take('\\') || !take('u') || !four_digits(low)) return false;
      if (low < 0xdc00 || low >= 0xe000) return false;
      point = 0x10000 + ((point - 0xd800) << 10U) + (low - 0xdc00);
    }
    if (decoded != nullptr) append(*decoded, point);
    return true;
  }

  static void append(std::string& out, std::uint32_t point) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (point < 0x80) {
      byte(point);
    } else if (point < 0x800) {
      byte(0xc0U | (point >> 6U));
      byte(0x80U | (point & 0x3fU));
    } else if (point < 0x10000) {
      byte(0xe0U | (point >> 12U));
      byte(0x80U | ((point >> 6U) & 0x3fU));
      byte(0x80U | (point & 0x3fU));
    } else {
      byte(0xf0U | (point >> 18U));
      byte(0x80U | ((point >> 12U) & 0x3fU));
      byte(0x80U | ((point >> 6U) & 0x3fU));
      byte(0x80U | (point & 0x3fU));
    }
  }

  /// One UTF-8 character (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF.
  bool character(std::string* decoded) {
    const auto first = here();
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xc2 && first < 0xe0 ? 2
                               : first >= 0xe0 && first < 0xf0 ? 3
                               : first >= 0xf0 && first < 0xf5 ? 4
                                                               : 0;
    if (length == 0 || text_.size() - at_ < length) return false;
    const auto bytes = text_.substr(at_, length);
    for (std::size_t i = 1; i < length; ++i) {
      if ((static_cast<unsigned char>(bytes[i]) & 0xc0U) != 0x80U) return false;
    }
    const auto second = length > 1 ? static_cast<unsigned char>(bytes[1]) : 0U;
    if (first == 0xe0 && second < 0xa0) return false;
    if (first == 0xed && second >= 0xa0) return false;
    if (first == 0xf0 && second < 0x90) return false;
    if (first == 0xf4 && second >= 0x90) return false;
    if (decoded != nullptr) *decoded += bytes;
    at_ += length;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_left_;
  bool duplicate_ = false;
};

}  // namespace

Reason check_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return Reason::too_large;
  return Walker(text, limits.depth).walk();
}

}  // namespace protocols::trust
