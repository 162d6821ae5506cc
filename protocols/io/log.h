#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

/// One line to stderr for each thing worth telling:
///   2026-11-21T01:02:03.004Z info  link: connected device=bang-lung-cu server=tls://…
/// Keys make lines searchable; values with blanks are quoted. A value whose key names a secret
/// (token, password, seed, secret, bearer, jwt, key_file's content …) is replaced by ***: do not
/// log secrets all the same. Thread-safe.
namespace protocols::io::log {

enum class Level { none, debug, info, warning, error };

/// key=value. Numbers, booleans and text.
struct Field {
  Field(std::string_view key_, std::string_view value_) : key(key_), value(value_) {}
  Field(std::string_view key_, const char* value_) : key(key_), value(value_) {}
  Field(std::string_view key_, const std::string& value_) : key(key_), value(value_) {}
  Field(std::string_view key_, bool value_) : key(key_), value(value_ ? "true" : "false") {}
  template <class Number>
  requires(std::integral<Number> || std::floating_point<Number>) &&
      (!std::same_as<Number, bool>)Field(std::string_view key_, Number value_)
      : key(key_),
  value(std::to_string(value_)) {}

  std::string_view key;
  std::string value;
};
using Fields = std::initializer_list<Field>;

/// What is less grave than `lowest` is dropped from now on (default: info).
void set_level(Level lowest);
/// "debug", "info", "warning", "error"; none for anything else.
Level level_from(std::string_view text);

/// `event` says who and what, in English: "link: connected".
void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warning(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

/// The line without time and level, as the functions above write it.
std::string line(std::string_view event, Fields fields);

}  // namespace protocols::io::log
