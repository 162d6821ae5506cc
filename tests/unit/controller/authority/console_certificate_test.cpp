#include "controller/authority/console_certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "controller/authority/x509_text.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/pem.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using namespace std::chrono_literals;

// Another authority than ours: its CA, and server certificates it signs.
struct Authority {
  x509::Key ca_key = x509::make_key();
  x509::Certificate ca;
  explicit Authority(protocols::io::WallTime now)
      : ca(x509::make({"Another CA", {}, text(now - 24h), text(now + 24h * 900)}, ca_key.get(),
                      nullptr, ca_key.get())) {}

  static std::string text(protocols::io::WallTime at) { return x509::time_text(at); }
  api::CertificateAsk issue(const std::vector<std::string>& hosts, protocols::io::WallTime from,
                            protocols::io::WallTime until) {
    const auto key = x509::make_key();
    const auto made = x509::make({"vang.hagiang.example", hosts, text(from), text(until)},
                                 key.get(), ca.get(), ca_key.get());
    return {x509::pem(made.get()) + x509::pem(ca.get()), x509::pem(key.get())};
  }
};

// An RSA key of so many bits with a certificate it signs itself.
api::CertificateAsk rsa(unsigned bits, protocols::io::WallTime now) {
  const x509::Key key(EVP_RSA_gen(bits), EVP_PKEY_free);
  const auto made =
      x509::make({"vang", {"vang.test"}, x509::time_text(now - 1h), x509::time_text(now + 24h)},
                 key.get(), nullptr, key.get());
  return {x509::pem(made.get()), x509::pem(key.get())};
}

class ImportedCertificate : public testing::Test {
 protected:
  api::Certificates& desk() { return house_.authority.console_certificate; }
  api::CertificateAsk good() { return other_.issue(hosts_, now_ - 1h, now_ + 24h * 90); }
  static void anything(const api::Identity&) {}
  api::Certificate use(const api::CertificateAsk& ask) {
    return desk().use(house_.administrator, ask, anything);
  }
  std::vector<std::string> noted() {
    const auto rows = house_.store.read(
        [](Session& s) { return AuditTable(s).newest(10, {.act = "certificate."}); });
    std::vector<std::string> acts;
    for (const auto& row : rows) acts.push_back(row.act);
    return acts;
  }
  std::string refused(const api::CertificateAsk& ask) {
    return problem_of([&] { use(ask); });
  }
  // As after a restart at this time.
  ConsoleCertificate again() {
    return {house_.store, house_.authority.rights, house_.authority.certificates, house_.clock};
  }
  std::filesystem::path file() { return house_.authority.certificates.files().imported; }

  House house_;
  protocols::io::WallTime now_ = house_.clock.wall();
  Authority other_{now_};
  std::vector<std::string> hosts_{"vang.hagiang.example", "192.0.2.7"};
};

TEST_F(ImportedCertificate, our_own_is_shown_at_first) {
  const auto shown = desk().show(house_.administrator);
  EXPECT_TRUE(shown.own_ca);
  EXPECT_EQ(shown.subject, "CN=Vang console");
  EXPECT_EQ(shown.issuer, "CN=Vang CA");
  EXPECT_EQ(shown.ca_sha256.size(), 64U);
  EXPECT_NE(std::ranges::find(shown.names, "vang.test"), shown.names.end());
  EXPECT_TRUE(house_.authority.console_certificate.part().ok);
}

TEST_F(ImportedCertificate, one_that_is_brought_is_used_and_stays_over_a_restart) {
  const auto ask = good();
  const auto shown = use(ask);
  EXPECT_FALSE(shown.own_ca);
  EXPECT_EQ(shown.subject, "CN=vang.hagiang.example");
  EXPECT_EQ(shown.issuer, "CN=Another CA");
  EXPECT_EQ(shown.names, hosts_);
  EXPECT_EQ(desk().identity().chain_pem, ask.chain_pem);
  struct stat about{};
  ASSERT_EQ(stat(file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  auto later = again();
  EXPECT_EQ(later.show(house_.administrator).sha256, shown.sha256);
  EXPECT_EQ(protocols::io::certificates_in(later.identity().chain_pem).size(), 2U);
  EXPECT_NE(protocols::io::private_key_in(later.identity().key_pem), nullptr);
}

// As many tools write it: key and certificates in one file, brought as the key.
TEST_F(ImportedCertificate,
       a_key_with_certificates_around_it_gives_the_same_chain_after_a_restart) {
  const auto ask = good();
  use({ask.chain_pem, ask.key_pem + ask.chain_pem});
  auto later = again();
  EXPECT_FALSE(later.show(house_.administrator).own_ca) << later.part().detail;
  EXPECT_EQ(protocols::io::certificates_in(later.identity().chain_pem).size(), 2U);
  const auto first = later.identity();
  use({ask.key_pem + ask.chain_pem, ask.key_pem});
  EXPECT_EQ(again().identity().chain_pem, first.chain_pem);
  EXPECT_EQ(desk().identity().chain_pem.find("PRIVATE"), std::string::npos);
}

TEST_F(ImportedCertificate, what_the_door_cannot_show_is_neither_kept_nor_noted) {
  const auto refuses = [](const api::Identity&) {
    throw api::invalid({{"/chain_pem", 0, "bad_pem", "Không.", "No."}});
  };
  EXPECT_EQ(problem_of([&] { desk().use(house_.administrator, good(), refuses); }), "bad_pem");
  EXPECT_TRUE(desk().show(house_.administrator).own_ca);
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_TRUE(noted().empty());
}

TEST_F(ImportedCertificate, one_that_cannot_be_written_is_not_noted) {
  std::filesystem::create_directory(file() += ".new");  // nobody can write there, not even root
  EXPECT_ANY_THROW(use(good()));
  EXPECT_TRUE(desk().show(house_.administrator).own_ca);
  EXPECT_TRUE(noted().empty());
}

TEST_F(ImportedCertificate, an_import_that_was_cut_off_leaves_no_key) {
  const auto cut = file() += ".new";
  protocols::io::write_durably(cut, good().key_pem, 0600);
  EXPECT_TRUE(again().show(house_.administrator).own_ca);
  EXPECT_FALSE(std::filesystem::exists(cut));
}

TEST_F(ImportedCertificate, dropping_it_brings_our_own_back) {
  use(good());
  EXPECT_TRUE(desk().drop(house_.administrator).own_ca);
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_TRUE(again().show(house_.administrator).own_ca);
  EXPECT_TRUE(desk().drop(house_.administrator).own_ca) << "again is no fault";
}

TEST_F(ImportedCertificate, one_that_expired_gives_way_at_the_start_and_is_told) {
  use(good());
  house_.clock.advance(24h * 91);
  EXPECT_FALSE(house_.authority.console_certificate.part().ok) << "expired while in use";
  EXPECT_FALSE(house_.authority.console_certificate.part().vital);
  auto later = again();
  EXPECT_TRUE(later.show(house_.administrator).own_ca);
  EXPECT_FALSE(later.part().ok);
  EXPECT_NE(later.part().detail.find("expired"), std::string::npos);
  protocols::io::write_durably(file(), "what is no certificate", 0600);
  EXPECT_NE(again().part().detail.find("bad_pem"), std::string::npos);
}

TEST_F(ImportedCertificate, what_is_wrong_with_it_is_named) {
  const auto ask = good();
  EXPECT_EQ(refused({"", ""}), "bad_pem");
  EXPECT_EQ(refused({"nonsense", ask.key_pem}), "bad_pem");
  EXPECT_EQ(refused({ask.chain_pem.substr(0, 300), ask.key_pem}), "bad_pem");
  EXPECT_EQ(refused({ask.chain_pem, ask.chain_pem}), "bad_pem");
  EXPECT_EQ(refused({ask.chain_pem, good().key_pem}), "key_mismatch");
  EXPECT_EQ(refused(rsa(1024, now_)), "weak_key");
  EXPECT_EQ(refused(other_.issue(hosts_, now_ - 48h, now_ - 1s)), "expired");
  EXPECT_EQ(refused(other_.issue(hosts_, now_ + 1h, now_ + 48h)), "not_yet_valid");
  EXPECT_EQ(refused(other_.issue({}, now_ - 1h, now_ + 48h)), "not_for_servers");
  const auto leaf = ask.chain_pem.substr(0, ask.chain_pem.find("-----END") + 26);
  EXPECT_EQ(refused({leaf + desk().ca_pem(), ask.key_pem}), "broken_chain");
  EXPECT_FALSE(std::filesystem::exists(file()));
  EXPECT_TRUE(desk().show(house_.administrator).own_ca);
}

TEST_F(ImportedCertificate, a_key_with_a_passphrase_is_refused_without_asking) {
  const auto ask = good();
  const auto key = protocols::io::private_key_in(ask.key_pem);
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  std::string passphrase = "secret";
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), EVP_aes_128_cbc(), passphrase.data(),
                                static_cast<int>(passphrase.size()), nullptr, nullptr);
  char* data = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio.get(), &data));
  EXPECT_EQ(refused({ask.chain_pem, std::string(data, size)}), "bad_pem");
}

TEST_F(ImportedCertificate, an_rsa_key_of_2048_bits_is_good) {
  EXPECT_EQ(refused(rsa(2048, now_)), "");
}

TEST_F(ImportedCertificate, what_browsers_do_not_take_is_refused_by_its_name) {
  const x509::Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
  const auto made =
      x509::make({"vang", {"vang.test"}, x509::time_text(now_ - 1h), x509::time_text(now_ + 24h)},
                 key.get(), other_.ca.get(), other_.ca_key.get());
  EXPECT_EQ(refused({x509::pem(made.get()) + x509::pem(other_.ca.get()), x509::pem(key.get())}),
            "unsupported_key");
}

TEST_F(ImportedCertificate, staff_may_neither_see_nor_change_it) {
  EXPECT_EQ(problem_of([&] { desk().show(house_.staff); }), "forbidden");
  EXPECT_EQ(problem_of([&] { desk().use(house_.staff, good(), anything); }), "forbidden");
  EXPECT_EQ(problem_of([&] { desk().drop(house_.staff); }), "forbidden");
}

TEST_F(ImportedCertificate, each_change_is_in_the_audit) {
  use(good());
  desk().drop(house_.administrator);
  desk().drop(house_.administrator);
  EXPECT_EQ(noted(), (std::vector<std::string>{"certificate.drop", "certificate.import"}))
      << "to drop nothing is no deed";
}

}  // namespace
