#include <gtest/gtest.h>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/http_client.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/protocols/io/test_http_server.h"

namespace protocols::io {
namespace {

/// A CA and a server certificate for one address, made with the openssl program; `days` 1 in 2001
/// makes both long expired.
class Authority {
 public:
  explicit Authority(const std::string& address, bool expired = false) {
    write_durably(folder_ / "san", "subjectAltName=IP:" + address + "\n");
    std::vector<std::string> openssl{"openssl"};
    if (expired) openssl = {"faketime", "2001-01-01 00:00:00", "openssl"};
    run(openssl, {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                  "-days", "2", "-subj", "/CN=ca", "-keyout", at("ca.key"), "-out", at("ca.pem")});
    run(openssl, {"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                  "/CN=server", "-keyout", at("key"), "-out", at("csr")});
    run(openssl, {"x509", "-req", "-in", at("csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"),
                  "-CAcreateserial", "-days", "1", "-extfile", at("san"), "-out", at("pem")});
  }
  std::string ca() const { return read_file(folder_ / "ca.pem"); }
  TestTls server() const { return {read_file(folder_ / "pem"), read_file(folder_ / "key")}; }

 private:
  std::string at(const char* name) const { return (folder_ / name).string(); }
  static void run(std::vector<std::string> argv, const std::vector<std::string>& more) {
    argv.insert(argv.end(), more.begin(), more.end());
    const auto result = run_and_capture(argv);
    if (!result.ok()) throw std::runtime_error(argv[0] + ": " + result.text() + result.errors);
  }
  const fakes::TempDir folder_;
};

std::string hello(const std::string&, const std::string&) {
  return ok_answer("hello");
}

HttpFailure ask(const TestHttpServer& server, HttpTrust trust) {
  return HttpClient(std::move(trust)).send({.url = server.url()}).failure;
}

TEST(HttpsPin, believes_the_pinned_ca_and_no_other) {
  const Authority ours("127.0.0.1");
  const Authority theirs("127.0.0.1");
  const TestHttpServer server(hello, ours.server());
  EXPECT_EQ(ask(server, HttpTrust::pinned(ours.ca())), HttpFailure::none);
  EXPECT_EQ(ask(server, HttpTrust::pinned(theirs.ca())), HttpFailure::untrusted);
  EXPECT_EQ(ask(server, HttpTrust::system()), HttpFailure::untrusted);
}

TEST(HttpsPin, connects_whatever_the_clock_says) {
  // Certificates of 2001 seen from today are like today's seen from 1970: outside their dates.
  const Authority expired("127.0.0.1", true);
  const TestHttpServer server(hello, expired.server());
  EXPECT_EQ(ask(server, HttpTrust::pinned(expired.ca())), HttpFailure::none);
}

TEST(HttpsPin, the_server_must_be_the_one_named) {
  const Authority authority("192.0.2.7");
  const TestHttpServer server(hello, authority.server());
  EXPECT_EQ(ask(server, HttpTrust::pinned(authority.ca())), HttpFailure::untrusted);
}

TEST(HttpsPin, nobody_is_for_fetching_the_ca_only_and_believes_all) {
  const Authority authority("192.0.2.7");
  const TestHttpServer server(hello, authority.server());
  EXPECT_EQ(ask(server, HttpTrust::nobody()), HttpFailure::none);
}

TEST(HttpsPin, a_pin_without_a_certificate_is_an_error_at_once) {
  EXPECT_THROW(HttpClient(HttpTrust::pinned("nothing")), std::runtime_error);
}

}  // namespace
}  // namespace protocols::io
