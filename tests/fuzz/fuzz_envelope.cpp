#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "protocols/trust/keyring_json.h"
#include "protocols/trust/strict_json.h"
#include "protocols/trust/verifier.h"

namespace {

using namespace protocols::trust;

/// A key of a fixed seed, so that every run does the same.
SigningKey key_of(std::uint8_t letter) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(letter);
  return SigningKey::from_seed(seed);
}

struct Keys {
  SigningKey root = key_of('r');
  SigningKey person = key_of('p');
  SigningKey online = key_of('o');
};

KeyringKey entry(const SigningKey& key, Use use) {
  using enum DocumentType;
  KeyringKey made;
  made.kid = key.kid();
  made.key = key.public_key();
  made.use = use;
  made.may = {message, order, placement, programme, dispatch, time};
  made.areas = {"*"};
  made.highest_class = Rank::emergency;
  return made;
}

Verifier verifier_with(const Keys& keys) {
  Keyring keyring;
  keyring.version = 1;
  keyring.keys = {entry(keys.person, Use::person), entry(keys.online, Use::online)};
  Verifier verifier(keys.root.public_key());
  const auto document = sign_compact(keys.root, "vang-keyring", keyring_to_json(keyring));
  if (!verifier.accept_keyring(document)) std::abort();
  return verifier;
}

Expectation expect(DocumentType type) {
  Expectation expectation;
  expectation.type = type;
  expectation.device = "bang-lung-cu";
  expectation.chain = {"02.026.00715", "02.026", "02"};
  expectation.now_ms = 1'795'222'800'000;
  expectation.nonce = "n";
  return expectation;
}

constexpr std::array types{DocumentType::placement, DocumentType::message,  DocumentType::programme,
                           DocumentType::order,     DocumentType::dispatch, DocumentType::time};

/// The bytes as they come from the wire. Nobody signed them, so nothing may accept them.
void as_envelope(const Verifier& verifier, std::string_view bytes) {
  for (const auto type : types) {
    if (verifier.verify(bytes, expect(type))) std::abort();
  }
  Verifier copy = verifier;
  copy.accept_keyring(bytes);
}

/// The bytes as a payload that an entitled key has signed: how far can they get, and is what got
/// through the very bytes?
void as_payload(const Keys& keys, const Verifier& verifier, std::string_view bytes) {
  for (const auto type : types) {
    const bool personal = type == DocumentType::message || type == DocumentType::order;
    const auto& signer = personal ? keys.person : keys.online;
    const auto result = verifier.verify(sign_compact(signer, typ(type), bytes), expect(type));
    if (result && result->payload != bytes) std::abort();
    if (!result && code(result.reason()).empty()) std::abort();
  }
  Verifier copy = verifier;
  copy.accept_keyring(sign_compact(keys.root, "vang-keyring", bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Keys keys;
  static const Verifier verifier = verifier_with(keys);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check_json(bytes);
  parse_jwk(bytes);
  as_envelope(verifier, bytes);
  as_payload(keys, verifier, bytes);
  return 0;
}
