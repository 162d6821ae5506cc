#include "protocols/io/digest.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "protocols/io/encoding.h"
#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace protocols::io {

/// OpenSSL rather than libsodium: it uses the processor's SHA instructions, and films are large.
struct Sha256::Context {
  Context() : evp(EVP_MD_CTX_new()) { begin(); }
  ~Context() { EVP_MD_CTX_free(evp); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  void begin() {
    if (EVP_DigestInit_ex(evp, EVP_sha256(), nullptr) != 1) {
      throw std::runtime_error("cannot start SHA-256: OpenSSL refuses it");
    }
  }
  EVP_MD_CTX* evp;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
}

void Sha256::update(std::span<const std::byte> bytes) {
  EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
}

Sha256Digest Sha256::finish() {
  Sha256Digest digest{};
  EVP_DigestFinal_ex(context_->evp, digest.data(), nullptr);
  context_->begin();
  return digest;
}

std::string Sha256::finish_hex() {
  return to_hex(as_text(finish()));
}

Sha256Digest sha256(std::string_view bytes) {
  Sha256 sum;
  sum.update(bytes);
  return sum.finish();
}

std::string sha256_hex(std::string_view bytes) {
  return to_hex(as_text(sha256(bytes)));
}

std::string sha256_base64url(std::string_view bytes) {
  return to_base64url(as_text(sha256(bytes)));
}

Sha256 sha256_begun_with(const std::filesystem::path& file) {
  const UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) throw_storage_error("cannot open " + file.string(), errno);
  Sha256 sum;
  std::string piece(256U << 10, '\0');
  while (true) {
    const auto got = ::read(fd.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_storage_error("cannot read " + file.string(), errno);
    if (got == 0) return sum;
    sum.update(std::string_view(piece.data(), static_cast<std::size_t>(got)));
  }
}

std::string sha256_hex_of_file(const std::filesystem::path& file) {
  return sha256_begun_with(file).finish_hex();
}

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace protocols::io
