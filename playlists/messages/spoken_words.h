// The tables behind spoken_form: what abbreviations, letters, units and link parts sound like.
// Immutable after construction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace playlists {

/// `UBND` → `Ủy ban nhân dân`; the words as they are written, case matters. Nothing when unknown.
std::optional<std::string_view> abbreviation_words(std::string_view word);
/// A unit that follows a number: `km` → `ki lô mét`.
std::optional<std::string_view> unit_words(std::string_view unit);
/// The Vietnamese name of a letter, `b` → `bê`; empty for anything else.
std::string_view letter_word(char32_t letter);
/// Capitals and digits one by one, known parts as words: `BTTTT-THH` → `Bộ Thông tin và Truyền
/// thông, tê hát hát`.
std::string spell(std::string_view code);
/// A host name or path as people say it: `www.bluezone.gov.vn` → `bluezone chấm gov chấm vn`.
std::string link_words(std::string_view link);

}  // namespace playlists
