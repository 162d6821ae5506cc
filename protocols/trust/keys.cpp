#include "protocols/trust/keys.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/trust/keys_json.h"

namespace protocols::trust {
namespace {

namespace io = protocols::io;

void prepare() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("cannot start libsodium: no source of random bytes");
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The members RFC 7638 hashes, in its order.
std::string thumbprint_input(const PublicKey& key) {
  return R"({"crv":"Ed25519","kty":"OKP","x":")" + key.x() + "\"}";
}

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
}

}  // namespace

std::optional<PublicKey> PublicKey::from_bytes(std::string_view bytes) {
  prepare();
  if (bytes.size() != 32) return std::nullopt;
  // Also refuses points of small order, under which one signature fits many messages.
  if (crypto_core_ed25519_is_valid_point(unsigned_bytes(bytes)) != 1) return std::nullopt;
  PublicKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

std::optional<PublicKey> PublicKey::from_x(std::string_view base64url) {
  const auto bytes = io::from_base64url(base64url);
  return bytes ? from_bytes(*bytes) : std::nullopt;
}

std::string_view PublicKey::bytes() const {
  return io::as_text(bytes_);
}

std::string PublicKey::x() const {
  return io::to_base64url(bytes());
}

std::string PublicKey::kid() const {
  return io::sha256_base64url(thumbprint_input(*this));
}

std::string PublicKey::jwk() const {
  return R"({"crv":"Ed25519","kty":"OKP","x":")" + x() + R"(","kid":")" + kid() + "\"}";
}

std::string jwk_set(std::span<const PublicKey> keys) {
  std::string out = R"({"keys":[)";
  std::vector<PublicKey> written;
  for (const auto& key : keys) {
    if (std::find(written.begin(), written.end(), key) != written.end()) continue;
    if (!written.empty()) out += ',';
    out += key.jwk();
    written.push_back(key);
  }
  return out + "]}";
}

SigningKey SigningKey::generate() {
  prepare();
  std::array<std::uint8_t, 32> seed{};
  randombytes_buf(seed.data(), seed.size());
  auto key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

SigningKey SigningKey::from_seed(std::span<const std::uint8_t, 32> seed) {
  prepare();
  SigningKey key;
  std::array<std::uint8_t, 32> open{};
  crypto_sign_ed25519_seed_keypair(open.data(), key.secret_.data(), seed.data());
  key.public_key_ = PublicKey(open);
  key.kid_ = key.public_key_.kid();
  return key;
}

SigningKey SigningKey::load(const std::filesystem::path& file) {
  const auto refuse = [&](const char* why) {
    throw std::runtime_error("cannot use the key file " + file.string() + ": " + why);
  };
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && (status.st_mode & 077U) != 0) {
    refuse("others may read it; its mode must be 0600");
  }
  auto text = io::read_file(file, 64U << 10);
  auto secret = parse_secret_jwk(text);
  wipe(text);
  if (!secret) refuse("it holds no Ed25519 JWK with d");
  std::array<std::uint8_t, 32> seed{};
  std::copy(secret->d.begin(), secret->d.end(), seed.begin());
  auto key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  wipe(secret->d);
  if (key.public_key_.x() != secret->x) refuse("x is not the public key of d");
  return key;
}

SigningKey SigningKey::load_or_make(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return load(file);
  auto key = generate();
  key.save(file);
  return key;
}

SigningKey::SigningKey(SigningKey&& other) noexcept
    : secret_(other.secret_), public_key_(other.public_key_), kid_(std::move(other.kid_)) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
  std::swap(secret_, other.secret_);
  std::swap(public_key_, other.public_key_);
  std::swap(kid_, other.kid_);
  return *this;
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

void SigningKey::save(const std::filesystem::path& file) const {
  auto d = io::to_base64url(io::as_text(seed()));
  auto text = R"({"crv":"Ed25519","kty":"OKP","x":")" + public_key_.x() + R"(","kid":")" + kid_ +
              R"(","d":")" + d + "\"}\n";
  wipe(d);
  io::write_durably(file, text, 0600);
  wipe(text);
}

std::string SigningKey::sign(std::string_view bytes) const {
  std::string signature(crypto_sign_ed25519_BYTES, '\0');
  crypto_sign_ed25519_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                               unsigned_bytes(bytes), bytes.size(), secret_.data());
  return signature;
}

std::span<const std::uint8_t, 32> SigningKey::seed() const {
  // libsodium's secret key is the seed followed by the public key.
  return std::span<const std::uint8_t, 64>(secret_).first<32>();
}

bool verify(const PublicKey& key, std::string_view bytes, std::string_view signature) {
  prepare();
  return signature.size() == crypto_sign_ed25519_BYTES &&
         crypto_sign_ed25519_verify_detached(unsigned_bytes(signature), unsigned_bytes(bytes),
                                             bytes.size(), unsigned_bytes(key.bytes())) == 0;
}

}  // namespace protocols::trust
