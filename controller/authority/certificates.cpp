#include "controller/authority/certificates.h"

#include <algorithm>
#include <chrono>

#include "controller/authority/x509.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"

namespace controller {

namespace {

using protocols::io::WallTime;

constexpr const char* for_ever_from = "19700101000000Z";
constexpr const char* for_ever_until = "99991231235959Z";
constexpr std::chrono::days console_life{397};
constexpr std::chrono::days console_renewal{30};

struct Ca {
  x509::Key key;
  x509::Certificate certificate;
};

// Key first: a certificate without its key would be useless, a key alone is just made into one.
void keep(const std::filesystem::path& certificate_file, const std::filesystem::path& key_file,
          X509* certificate, EVP_PKEY* key, unsigned mode) {
  protocols::io::write_durably(key_file, x509::pem(key), 0600);
  protocols::io::write_durably(certificate_file, x509::pem(certificate), mode);
}

Ca load_or_make_ca(const TrustFiles& files) {
  if (std::filesystem::exists(files.ca)) {
    return {x509::read_key(files.ca_key), x509::read(files.ca)};
  }
  auto key = x509::make_key();
  auto certificate =
      x509::make({"Vang CA", {}, for_ever_from, for_ever_until}, key.get(), nullptr, key.get());
  keep(files.ca, files.ca_key, certificate.get(), key.get(), 0644);
  return {std::move(key), std::move(certificate)};
}

// The names a browser on this very machine uses are always in it.
std::vector<std::string> with_loopback(std::vector<std::string> hosts) {
  for (const char* name : {"localhost", "127.0.0.1"}) {
    if (std::ranges::find(hosts, name) == hosts.end()) hosts.emplace_back(name);
  }
  return hosts;
}

bool still_good(const std::filesystem::path& file, const std::filesystem::path& key_file,
                const std::vector<std::string>& hosts, X509* ca, WallTime good_until) {
  if (!std::filesystem::exists(file) || !std::filesystem::exists(key_file)) return false;
  const auto certificate = x509::read(file);
  const auto key = x509::read_key(key_file);
  return x509::hosts(certificate.get()) == hosts && x509::signed_by(certificate.get(), ca) &&
         X509_check_private_key(certificate.get(), key.get()) == 1 &&
         x509::ends_after(certificate.get(), good_until);
}

void ensure(const std::filesystem::path& file, const std::filesystem::path& key_file,
            const x509::Wanted& wanted, const Ca& ca, WallTime good_until) {
  if (still_good(file, key_file, wanted.hosts, ca.certificate.get(), good_until)) return;
  const auto key = x509::make_key();
  const auto made = x509::make(wanted, key.get(), ca.certificate.get(), ca.key.get());
  keep(file, key_file, made.get(), key.get(), 0600);
}

}  // namespace

Certificates::Certificates(TrustFiles files, std::vector<std::string> hosts, WallTime now)
    : files_(std::move(files)) {
  const auto names = with_loopback(std::move(hosts));
  const Ca ca = load_or_make_ca(files_);
  ca_pem_ = x509::pem(ca.certificate.get());
  ca_sha256_ = protocols::io::sha256_base64url(x509::der(ca.certificate.get()));
  ensure(files_.link, files_.link_key, {"Vang link", names, for_ever_from, for_ever_until}, ca,
         now);
  ensure(files_.devices, files_.devices_key, {"Vang devices", names, for_ever_from, for_ever_until},
         ca, now);
  // An hour back: the clock of who looks may be a little behind ours.
  const WallTime from = now - std::chrono::hours(1);
  ensure(files_.console, files_.console_key,
         {"Vang console", names, x509::time_text(from),
          x509::time_text(from + console_life - std::chrono::seconds(1))},
         ca, now + console_renewal);
}

}  // namespace controller
