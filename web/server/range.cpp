#include "web/server/range.h"

#include <charconv>
#include <optional>
#include <string>

namespace web {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

ByteRange last_bytes(std::uint64_t count, std::uint64_t size) {
  if (count == 0 || size == 0) return {ByteRange::Kind::NotSatisfiable, 0, 0};
  return {ByteRange::Kind::Part, count >= size ? 0 : size - count, size - 1};
}

}  // namespace

ByteRange parse_range(std::string_view header, std::uint64_t size) {
  header = trimmed(header);
  if (!header.starts_with("bytes=")) return {};
  header = trimmed(header.substr(6));
  const auto dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return {};
  const auto from = trimmed(header.substr(0, dash));
  const auto to = trimmed(header.substr(dash + 1));
  const auto first = number(from);
  const auto last = number(to);
  if (from.empty()) return last ? last_bytes(*last, size) : ByteRange{};
  if (!first || (!to.empty() && !last) || (last && *last < *first)) return {};
  if (*first >= size) return {ByteRange::Kind::NotSatisfiable, 0, 0};
  return {ByteRange::Kind::Part, *first, last && *last < size ? *last : size - 1};
}

bool if_range_allows(std::string_view header, std::string_view etag) {
  header = trimmed(header);
  return header.empty() || header == '"' + std::string(etag) + '"';
}

bool etag_listed(std::string_view header, std::string_view etag, bool strong) {
  while (!header.empty()) {
    const auto comma = header.find(',');
    auto one = trimmed(header.substr(0, comma));
    header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
    if (one == "*") return true;
    if (one.starts_with("W/")) {
      if (strong) continue;
      one.remove_prefix(2);
    }
    if (one.size() >= 2 && one.front() == '"' && one.back() == '"' &&
        one.substr(1, one.size() - 2) == etag) {
      return true;
    }
  }
  return false;
}

}  // namespace web
