#include "controller/authority/passwords.h"

#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>

#include "controller/authority/password_rules.h"
#include "protocols/io/random.h"

namespace controller {

namespace {

void ready() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

}  // namespace

std::string password_hash(std::string_view password) {
  ready();
  const std::string normal = normal_password(password);
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), normal.data(), normal.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::bad_alloc();
  }
  return out.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  ready();
  const std::string normal = normal_password(password);
  return crypto_pwhash_str_verify(std::string(hash).c_str(), normal.data(), normal.size()) == 0;
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
