#include "controller/authority/search_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace controller {

std::string search_text(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
  icu::UnicodeString parts = nfd != nullptr ? nfd->normalize(text, error) : text;
  if (U_FAILURE(error) != 0) throw std::runtime_error(u_errorName(error));
  parts.toLower();
  icu::UnicodeString plain;
  for (int i = 0; i < parts.length(); ++i) {
    const char16_t c = parts[i];
    if (c >= 0x0300 && c <= 0x036F) continue;
    plain.append(c == 0x0111 ? u'd' : c);
  }
  std::string out;
  plain.toUTF8String(out);
  return out;
}

bool found_in(std::string_view wanted, std::initializer_list<std::string_view> texts) {
  if (wanted.empty()) return true;
  const std::string plain = search_text(wanted);
  return std::ranges::any_of(texts, [&](std::string_view text) {
    return search_text(text).find(plain) != std::string::npos;
  });
}

}  // namespace controller
