#include "controller/authority/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

#include "protocols/io/random.h"

namespace controller {

namespace {

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 128;
constexpr std::array<std::string_view, 16> commonest{
    "123456789012",     "1234567890123", "qwertyuiop12",   "password1234",
    "passwordpassword", "matkhau123456", "matkhaumatkhau", "qwertyuiopas",
    "abcdefghijkl",     "iloveyou1234",  "administrator",  "administrator1",
    "quantrivien1",     "anhyeuem1234",  "vietnam12345",   "hagiang12345"};

void ready() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string password_hash(std::string_view password) {
  ready();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::bad_alloc();
  }
  return out.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  ready();
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool is_weak_password(std::string_view password, std::string_view login) {
  const std::size_t length = characters(password);
  if (length < shortest || length > longest) return true;
  const bool one_character =
      std::ranges::all_of(password, [&](char c) { return c == password[0]; });
  const std::string plain = lower(password);
  return one_character || plain == lower(login) ||
         std::ranges::find(commonest, plain) != commonest.end();
}

std::string make_password() {
  constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32: 5 bits each
  std::string out;
  for (int i = 0; i < 20; ++i) {
    if (i > 0 && i % 5 == 0) out += '-';
    out += letters[protocols::io::random_below(static_cast<std::uint32_t>(letters.size()))];
  }
  return out;
}

}  // namespace controller
