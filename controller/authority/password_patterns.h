#pragma once

#include <set>
#include <string>

namespace controller {

/// What makes a long password easy to guess. `plain` is the password as search_text makes it
/// (without marks, lower case), in code points. Pure functions. Thread-safe.

/// A letter: what is neither ASCII figure, sign nor blank.
bool is_password_letter(char32_t c);

/// At most three different characters, or one piece said again and again ("con meo con meo"), also
/// when signs and blanks are left out.
bool is_repetition(const std::u32string& plain);

/// All but a few of its characters stand in runs of alphabet, figures or keyboard rows and columns,
/// forwards or backwards.
bool is_sequence(const std::u32string& plain);

/// Its letters are nothing but these words, one after the other; there is at least one letter.
bool is_made_of(const std::u32string& plain, const std::set<std::u32string>& words);

/// One of the well-known passwords that are long enough, signs and blanks left out.
bool is_common_password(const std::u32string& plain);

/// Words that common passwords are made of: "password", "matkhau", "admin", "anhyeuem" …
const std::set<std::u32string>& common_password_words();

}  // namespace controller
