// What is wrong with something people or machines wrote, in words for people; and the result of
// reading it.
//
// A reader of outside text never throws: it returns Parsed<T>, which either holds a value and no
// problem, or no value and at least one problem. Immutable after construction.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace playlists {

/// One thing that is wrong. `code` is for programs and stays stable; `vi` and `en` say what and
/// where.
struct Problem {
  int line = 0;      ///< 1-based line of the input, 0 where lines mean nothing (JSON)
  std::string code;  ///< lower_snake_case, for example `unknown_parent`
  std::string vi;    ///< Vietnamese sentence for the person who can mend it
  std::string en;    ///< the same in English

  bool operator==(const Problem&) const = default;
};

/// A value, or the list of everything that kept us from it (never both, never neither).
template <class T>
struct Parsed {
  std::optional<T> value;
  std::vector<Problem> problems;

  Parsed(T good) : value(std::move(good)) {}  // NOLINT: a parser returns its value as it is
  Parsed(std::vector<Problem> bad) : problems(std::move(bad)) {}  // NOLINT

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const& { return *value; }
  T&& operator*() && { return *std::move(value); }
  const T* operator->() const { return &*value; }
};

/// All problems' English sentences on one line, for logs and exception texts.
inline std::string problems_text(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += "; ";
    if (problem.line > 0) text += "line " + std::to_string(problem.line) + ": ";
    text += problem.en;
  }
  return text;
}

}  // namespace playlists
