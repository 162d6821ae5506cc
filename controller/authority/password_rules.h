#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/api/problem.h"

namespace controller {

/// Whose password it is to be, for what anybody would guess first.
struct PasswordOwner {
  std::string login;
  std::string name;      // "Nguyễn Thị Trúc"
  std::string province;  // name of the root area, "" before the first import
};

/// A password as it is counted, hashed and compared: NFC (NIST SP 800-63B-4 section 3.1.1.2), so
/// that two keyboards that write "ế" differently mean the same. Bad UTF-8 becomes U+FFFD.
/// Thread-safe.
std::string normal_password(std::string_view utf8);

/// Everything that speaks against a password, each with its code and `pointer`; empty = good. The
/// rules are those of NIST SP 800-63B-4 for a password that is the only factor: 15 to 128 code
/// points, any characters, blanks too, no rule about kinds of characters; refused is what is common
/// or to be expected. Codes: password_too_short, password_too_long, password_common,
/// password_repeated, password_sequence, password_personal (login or name), password_expected
/// (Vang, the province). Thread-safe.
std::vector<api::Detail> password_faults(std::string_view password, const PasswordOwner& owner,
                                         const std::string& pointer);

/// Throws Problem 422 `invalid` with what password_faults says. Thread-safe.
void require_good_password(std::string_view password, const PasswordOwner& owner,
                           const std::string& pointer);

}  // namespace controller
