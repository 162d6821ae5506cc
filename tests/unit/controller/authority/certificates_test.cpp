#include "controller/authority/certificates.h"

#include <gtest/gtest.h>

#include "controller/authority/x509.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/temp_dir.h"

namespace {

using controller::Certificates;
using controller::TrustFiles;
using protocols::io::WallTime;
using namespace std::chrono_literals;

const WallTime now = protocols::io::from_ms(1'795'222'800'000);
const std::vector<std::string> hosts{"vang.test", "192.0.2.1"};

std::string text(const std::filesystem::path& file) {
  return protocols::io::read_file(file);
}

bool valid_at(const std::filesystem::path& file, WallTime instant) {
  const auto certificate = controller::x509::read(file);
  std::time_t when = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
  return X509_cmp_time(X509_get0_notBefore(certificate.get()), &when) < 0 &&
         X509_cmp_time(X509_get0_notAfter(certificate.get()), &when) > 0;
}

TEST(Certificates, devices_can_connect_with_any_clock) {
  fakes::TempDir folder;
  const Certificates made(TrustFiles(folder.path()), hosts, now);
  for (const auto& file : {made.files().ca, made.files().link, made.files().devices}) {
    EXPECT_TRUE(valid_at(file, protocols::io::from_ms(86'400'000))) << file;
    EXPECT_TRUE(valid_at(file, now + std::chrono::years(500))) << file;
  }
}

TEST(Certificates, the_consoles_lives_as_long_as_browsers_accept) {
  fakes::TempDir folder;
  const Certificates made(TrustFiles(folder.path()), hosts, now);
  EXPECT_TRUE(valid_at(made.files().console, now));
  EXPECT_TRUE(valid_at(made.files().console, now + std::chrono::days(396)));
  EXPECT_FALSE(valid_at(made.files().console, now + std::chrono::days(398)));
}

TEST(Certificates, the_consoles_is_renewed_before_its_end_and_nothing_else_is) {
  fakes::TempDir folder;
  const TrustFiles files(folder.path());
  const Certificates first(files, hosts, now);
  const auto ca = text(files.ca), link = text(files.link), console = text(files.console);
  const Certificates soon(files, hosts, now + std::chrono::days(300));
  EXPECT_EQ(text(files.console), console);
  const Certificates later(files, hosts, now + std::chrono::days(370));
  EXPECT_NE(text(files.console), console);
  EXPECT_EQ(text(files.ca), ca);
  EXPECT_EQ(text(files.link), link);
}

TEST(Certificates, another_host_name_makes_another_certificate_of_the_same_ca) {
  fakes::TempDir folder;
  const TrustFiles files(folder.path());
  const Certificates first(files, hosts, now);
  const Certificates other(files, {"new.test"}, now);
  EXPECT_EQ(first.ca_sha256(), other.ca_sha256());
  const auto certificate = controller::x509::read(files.devices);
  EXPECT_EQ(controller::x509::hosts(certificate.get()),
            (std::vector<std::string>{"new.test", "localhost", "127.0.0.1"}));
}

TEST(Certificates, keys_are_for_their_owner_only) {
  fakes::TempDir folder;
  const TrustFiles files(folder.path());
  const Certificates made(files, hosts, now);
  using std::filesystem::perms;
  for (const auto& file : {files.ca_key, files.link_key, files.devices_key, files.console_key}) {
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
  }
}

TEST(Certificates, a_damaged_file_is_named) {
  fakes::TempDir folder;
  const TrustFiles files(folder.path());
  const Certificates made(files, hosts, now);
  protocols::io::write_durably(files.ca, "this is no certificate");
  try {
    const Certificates again(files, hosts, now);
    FAIL() << "took a text for a certificate";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("ca.pem"), std::string::npos);
  }
}

}  // namespace
