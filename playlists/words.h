// Tables that tie an enum to its words, so that both directions come from one place. Immutable
// after construction.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace playlists {

template <class Enum>
struct Word {
  Enum value;
  std::string_view text;
};

/// The word of a value; empty when the table does not hold it (Unknown).
template <class Enum, std::size_t N>
constexpr std::string_view word_of(const std::array<Word<Enum>, N>& table, Enum value) {
  for (const Word<Enum>& word : table) {
    if (word.value == value) return word.text;
  }
  return {};
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const std::array<Word<Enum>, N>& table,
                                       std::string_view text) {
  for (const Word<Enum>& word : table) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

}  // namespace playlists
