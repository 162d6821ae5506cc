// Reads members of a JSON object strictly and collects everything that is wrong, with the member's
// path. Included by the
// `*_json.cpp` files of playlists only, so that nobody else pays for the JSON header.
//
// Every function answers a harmless value when it has reported a problem: a reader reads on to the
// end and looks at the list once. Confined to its owner.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/problem.h"

namespace playlists {

using Json = nlohmann::ordered_json;  // written: keeps the documented order
using ReadJson = nlohmann::json;  // read: an ordered object would cost n² for a hostile n members

/// Larger texts and deeper nestings are refused before they are parsed.
inline constexpr std::size_t largest_json = 4 * 1024 * 1024;
inline constexpr int deepest_json = 32;

/// Bytes of a title or name, and of a spoken or written text.
inline constexpr std::size_t title_bytes = 1000;
inline constexpr std::size_t text_bytes = 40'000;

class Fields {
 public:
  Fields(const ReadJson& object, std::string path, std::vector<Problem>& problems);

  bool has(const char* name) const;  ///< present and not null
  void refuse(const char* name, const char* code, const std::string& vi, const std::string& en);

  std::int64_t integer(const char* name, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(const char* name, std::int64_t fallback, std::int64_t least,
                          std::int64_t most);
  double number_or(const char* name, double fallback, double least, double most);
  std::optional<double> maybe_number(const char* name);  ///< absent or null = nothing
  bool boolean_or(const char* name, bool fallback);
  std::string text(const char* name, std::size_t most_bytes);  ///< required, may be empty
  std::string text_or_empty(const char* name, std::size_t most_bytes);
  std::vector<std::string> texts_or_empty(const char* name, std::size_t most,
                                          std::size_t most_bytes);

  Instant instant(const char* name);  ///< `*_ms`, required
  Instant instant_or_zero(const char* name);
  Instant open_instant(const char* name);  ///< absent or 0 = open_end
  Duration duration(const char* name, std::int64_t least_ms, std::int64_t most_ms);

  /// A required id; an empty text is refused.
  template <class Name>
  Name id(const char* name) {
    return parse_id<Name>(name, text(name, title_bytes));
  }
  /// Absent or empty = none.
  template <class Name>
  Name id_or_none(const char* name) {
    const std::string written = text_or_empty(name, title_bytes);
    return written.empty() ? Name{} : parse_id<Name>(name, written);
  }
  template <class Name>
  std::vector<Name> ids_or_empty(const char* name, std::size_t most) {
    std::vector<Name> ids;
    for (const std::string& written : texts_or_empty(name, most, title_bytes)) {
      ids.push_back(parse_id<Name>(name, written));
    }
    return ids;
  }
  /// A required word of a list; `parse` answers nothing for others.
  template <class Parse>
  auto word(const char* name, Parse parse) {
    return parse_word(name, text(name, title_bytes), parse);
  }
  template <class Parse>
  auto words_or_empty(const char* name, std::size_t most, Parse parse) {
    std::vector<typename decltype(parse(std::string_view{}))::value_type> words;
    for (const std::string& written : texts_or_empty(name, most, title_bytes)) {
      words.push_back(parse_word(name, written, parse));
    }
    return words;
  }
  /// What `read(Fields&)` makes of each object of a list; absent = empty.
  template <class Read>
  auto objects_or_empty(const char* name, std::size_t most, Read read) {
    std::vector<decltype(read(*this))> values;
    const ReadJson* list = array(name, most);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      Fields fields{(*list)[i], path_ + name + "[" + std::to_string(i) + "].", problems_};
      values.push_back(read(fields));
    }
    return values;
  }
  /// What `read(Fields&)` makes of an object; nothing when it is absent or null.
  template <class Read>
  auto object(const char* name, Read read) -> std::optional<decltype(read(*this))> {
    if (!has(name)) return std::nullopt;
    Fields fields{object_->at(name), path_ + name + ".", problems_};
    return read(fields);
  }
  void require(const char* name);
  std::vector<Problem>& problems() { return problems_; }
  const ReadJson& json() const { return *object_; }

 private:
  template <class Name>
  Name parse_id(const char* name, const std::string& written) {
    const std::optional<Name> id = Name::parse(written);
    if (!id) bad_value(name, written);
    return id.value_or(Name{});
  }
  template <class Parse>
  auto parse_word(const char* name, const std::string& written, Parse parse) {
    const auto value = parse(std::string_view{written});
    if (!value) bad_value(name, written);
    return value.value_or(typename decltype(parse(std::string_view{}))::value_type{});
  }
  const ReadJson* member(const char* name);
  const ReadJson* array(const char* name, std::size_t most);
  std::string checked_text(const char* name, const ReadJson& value, std::size_t most_bytes);
  std::int64_t checked_integer(const char* name, const ReadJson& value, std::int64_t least,
                               std::int64_t most);
  void missing(const char* name);
  void wrong_type(const char* name, const char* vi, const char* en);
  void bad_value(const char* name, const std::string& written);

  const ReadJson* object_;
  std::string path_;
  std::vector<Problem>& problems_;
};

/// The text as a JSON object, or nothing and a problem (`too_long`, `not_json`, `wrong_type`).
std::optional<ReadJson> read_object(std::string_view text, std::vector<Problem>& problems);

/// Reads a whole text: read_object, then `read(Fields&)`; the value only if nothing was wrong.
template <class Read>
auto read_json(std::string_view text, Read read) {
  using Value = decltype(read(std::declval<Fields&>()));
  std::vector<Problem> problems;
  const std::optional<ReadJson> object = read_object(text, problems);
  if (!object) return Parsed<Value>{std::move(problems)};
  Fields fields{*object, "", problems};
  Value value = read(fields);
  return problems.empty() ? Parsed<Value>{std::move(value)} : Parsed<Value>{std::move(problems)};
}

/// The same for a document's payload: `v` must be 1 (`unsupported_version`).
template <class Read>
auto read_document(std::string_view text, Read read) {
  return read_json(text, [&](Fields& fields) {
    const std::int64_t version = fields.integer("v", 0, max_instant_ms);
    if (fields.problems().empty() && version != 1) {
      fields.refuse("v", "unsupported_version", "phiên bản tài liệu này chưa được hỗ trợ",
                    "this version of the document is not supported");
    }
    return read(fields);
  });
}

/// Compact UTF-8; bytes that are not UTF-8 (our own bug, never thrown at a user) become U+FFFD.
std::string json_text(const Json& json);
/// Milliseconds, 0 for an open end.
std::int64_t open_ms(Instant until);

}  // namespace playlists
