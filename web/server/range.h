#pragma once

#include <cstdint>
#include <string_view>

namespace web {

// Which bytes of a file are wanted (RFC 9110 section 14). A value.
struct ByteRange {
  enum class Kind {
    None,
    Whole,  // no Range, several ranges, another unit, or nonsense: all of it (the RFC lets us)
    Part,   // first..last inclusive
    NotSatisfiable,  // 416
  };
  Kind kind = Kind::Whole;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

// Reads a Range header for a file of `size` bytes. Total.
ByteRange parse_range(std::string_view header, std::uint64_t size);

// True if If-Range allows the range: absent, or exactly our strong `etag` (without quotes).
bool if_range_allows(std::string_view header, std::string_view etag);

// True if an If-None-Match or If-Match list names `etag` (without quotes), or is `*`. A weak one
// (W/) never matches when `strong`.
bool etag_listed(std::string_view header, std::string_view etag, bool strong);

}  // namespace web
