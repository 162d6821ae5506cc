#include "controller/authority/password_rules.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "controller/authority/password_patterns.h"
#include "controller/authority/search_text.h"

namespace controller {

namespace {

constexpr std::size_t shortest = 15;
constexpr std::size_t longest = 128;

icu::UnicodeString unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
}

std::u32string code_points(std::string_view utf8) {
  const auto text = unicode(utf8);
  std::u32string out;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    out += static_cast<char32_t>(text.char32At(i));
  }
  return out;
}

// The words of a name as people might type them into a password.
void add_words(std::set<std::u32string>& words, std::string_view name) {
  std::u32string word;
  for (const char32_t c : code_points(search_text(name)) + U' ') {
    if (is_password_letter(c)) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
}

api::Detail fault(const std::string& pointer, std::string code, std::string vi, std::string en) {
  return {pointer, 0, std::move(code), std::move(vi), std::move(en)};
}

// Nothing but words that anybody would try for this person, and figures.
void judge_words(const std::u32string& plain, const PasswordOwner& owner,
                 const std::string& pointer, std::vector<api::Detail>& faults) {
  std::set<std::u32string> words = common_password_words();
  if (is_made_of(plain, words) || is_common_password(plain)) {
    faults.push_back(fault(pointer, "password_common", "Mật khẩu này quá phổ biến.",
                           "This password is a common one."));
    return;
  }
  add_words(words, "vang vangd");
  add_words(words, owner.province);
  if (is_made_of(plain, words)) {
    faults.push_back(fault(pointer, "password_expected",
                           "Mật khẩu chỉ gồm tên phần mềm, tên tỉnh và số: quá dễ đoán.",
                           "Nothing but the name of the software or the province and figures: too "
                           "easy to guess."));
    return;
  }
  add_words(words, owner.login);
  add_words(words, owner.name);
  if (is_made_of(plain, words)) {
    faults.push_back(fault(pointer, "password_personal",
                           "Mật khẩu chỉ gồm tên đăng nhập, họ tên và số: quá dễ đoán.",
                           "Nothing but the login or the name and figures: too easy to guess."));
  }
}

void judge_patterns(const std::u32string& plain, const std::string& pointer,
                    std::vector<api::Detail>& faults) {
  if (is_repetition(plain)) {
    faults.push_back(fault(pointer, "password_repeated",
                           "Mật khẩu chỉ lặp lại vài ký tự hoặc một cụm từ.",
                           "The password only repeats a few characters or one phrase."));
  } else if (is_sequence(plain)) {
    faults.push_back(fault(pointer, "password_sequence",
                           "Mật khẩu là một dãy liên tiếp (abc…, 123…, hàng phím).",
                           "The password is a sequence (abc…, 123…, a row of keys)."));
  }
}

}  // namespace

std::string normal_password(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (nfc == nullptr) throw std::runtime_error(u_errorName(error));
  const icu::UnicodeString normal = nfc->normalize(unicode(utf8), error);
  if (U_FAILURE(error) != 0) throw std::runtime_error(u_errorName(error));
  std::string out;
  normal.toUTF8String(out);
  return out;
}

std::vector<api::Detail> password_faults(std::string_view password, const PasswordOwner& owner,
                                         const std::string& pointer) {
  const std::string normal = normal_password(password);
  const std::size_t length = code_points(normal).size();
  if (length > longest) {
    return {fault(pointer, "password_too_long", "Mật khẩu dài nhất 128 ký tự.",
                  "A password has at most 128 characters.")};
  }
  std::vector<api::Detail> faults;
  if (length < shortest) {
    faults.push_back(fault(pointer, "password_too_short", "Mật khẩu cần ít nhất 15 ký tự.",
                           "A password needs at least 15 characters."));
  }
  const std::u32string plain = code_points(search_text(normal));
  judge_patterns(plain, pointer, faults);
  judge_words(plain, owner, pointer, faults);
  return faults;
}

void require_good_password(std::string_view password, const PasswordOwner& owner,
                           const std::string& pointer) {
  auto faults = password_faults(password, owner, pointer);
  if (!faults.empty()) throw api::invalid(std::move(faults));
}

}  // namespace controller
