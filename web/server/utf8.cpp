#include "web/server/utf8.h"

#include <Poco/TextEncoding.h>
#include <Poco/UTF8Encoding.h>

namespace web {

namespace {

// Length of the sequence that a first byte opens; 0 = it opens none.
std::size_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const auto length = sequence_length(bytes[0]);
    if (length == 0 || length > text.size() ||
        !Poco::UTF8Encoding::isLegal(bytes, static_cast<int>(length))) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace web
