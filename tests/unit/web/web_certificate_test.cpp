#include <gtest/gtest.h>

#include <set>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "tests/unit/web/web_house.h"
#include "web/server/ca_page.h"

namespace {

// Another certificate for 127.0.0.1, by its own authority.
controller::api::Identity another(const fakes::TempDir& folder) {
  make_certificate(folder / "o.pem", folder / "o.key", "other", "IP:127.0.0.1");
  return {protocols::io::read_file(folder / "o.pem"), protocols::io::read_file(folder / "o.key")};
}

controller::api::Identity first() {
  const auto& files = TestCertificate::get();
  return {files.pem, protocols::io::read_file(files.key)};
}

// A new connection that believes only this certificate.
bool believed(const WebHouse& house, const std::string& pem) {
  protocols::io::HttpClient client(protocols::io::HttpTrust::pinned(pem));
  protocols::io::HttpRequest request;
  request.method = "GET";
  request.url = house.url("/healthz");
  return client.send(request).ok();
}

std::string body_of(const controller::api::Identity& identity) {
  return nlohmann::json{{"chain_pem", identity.chain_pem}, {"key_pem", identity.key_pem}}.dump();
}

}  // namespace

TEST(WebCertificate, a_new_one_is_shown_to_new_connections_and_drops_nobody) {
  WebHouse house;
  house.controller.certificates.own.set(first());
  const auto other = another(house.folder);
  protocols::io::HttpClient standing(protocols::io::HttpTrust::pinned(first().chain_pem));
  protocols::io::HttpRequest request;
  request.method = "PUT";
  request.url = house.url("/api/v1/service/certificate");
  request.headers = {{"Authorization", "Bearer good-token"}, {"Content-Type", "application/json"}};
  request.body = body_of(other);
  EXPECT_EQ(standing.send(request).status, 200);
  EXPECT_TRUE(believed(house, other.chain_pem));
  EXPECT_FALSE(believed(house, first().chain_pem));
  // The connection that made the change goes on with what it began with.
  request.method = "GET";
  request.body.clear();
  EXPECT_EQ(standing.send(request).status, 200);
  request.method = "DELETE";
  EXPECT_EQ(standing.send(request).status, 200);
  EXPECT_TRUE(believed(house, first().chain_pem));
  EXPECT_FALSE(believed(house, other.chain_pem));
}

TEST(WebCertificate, a_host_that_only_our_own_names_gets_our_own) {
  WebHouse house;
  const auto other = another(house.folder);  // names 127.0.0.1 alone; our own also localhost
  EXPECT_EQ(house.ask("PUT", "/service/certificate", body_of(other)).status, 200);
  protocols::io::HttpClient client(protocols::io::HttpTrust::pinned(first().chain_pem));
  protocols::io::HttpRequest request;
  request.method = "GET";
  request.url = "https://localhost:" + std::to_string(house.port()) + "/healthz";
  EXPECT_TRUE(client.send(request).ok());
  EXPECT_TRUE(believed(house, other.chain_pem));
}

TEST(WebCertificate, the_three_calls_answer_as_the_contract_says) {
  WebHouse house;
  house.controller.certificates.own.set(first());
  EXPECT_TRUE(nlohmann::json::parse(house.ask("GET", "/service/certificate").body)["own_ca"]);
  const auto used = house.ask("PUT", "/service/certificate", body_of(first()));
  EXPECT_EQ(used.status, 200);
  EXPECT_FALSE(nlohmann::json::parse(used.body)["own_ca"]);
  EXPECT_EQ(house.ask("DELETE", "/service/certificate").status, 200);
  EXPECT_EQ(house.ask("PUT", "/service/certificate", "{}").status, 422);
  const std::string endless =
      R"({"chain_pem":")" + std::string(70'000, 'a') + R"(","key_pem":"x"})";
  EXPECT_EQ(house.ask("PUT", "/service/certificate", endless).status, 422);
}

TEST(WebCertificate, one_that_cannot_be_shown_leaves_the_present_one) {
  WebHouse house;
  auto broken = first();
  broken.key_pem = another(house.folder).key_pem;
  EXPECT_EQ(house.ask("PUT", "/service/certificate", body_of(broken)).status, 422);
  EXPECT_TRUE(house.controller.certificates.now.copy().key_pem.empty()) << "nothing was kept";
  EXPECT_TRUE(believed(house, first().chain_pem));
}

TEST(CaPage, is_read_without_signing_in_and_without_a_script) {
  WebHouse house;
  const auto reply = house.raw("GET", "/ca");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(reply.header("content-security-policy").find("frame-ancestors 'none'"),
            std::string::npos);
  EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(reply.header("referrer-policy"), "no-referrer");
  for (const auto* gone : {"<script", "style=", "onclick", "@QR@", "@ADDRESS@", "@FINGERPRINT@",
                           "@DRILL@", "@TITLE@"}) {
    EXPECT_EQ(reply.body.find(gone), std::string::npos) << gone;
  }
  const auto hash = protocols::io::sha256_hex("DER");
  for (const auto& there : {web::grouped_fingerprint(hash), house.url("/ca"), std::string("<svg"),
                            std::string("Trust this Vang server")}) {
    EXPECT_NE(reply.body.find(there), std::string::npos) << there;
  }
  EXPECT_EQ(house.raw("GET", "/ca/page.css").header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(house.raw("HEAD", "/ca/").status, 200);
}

TEST(CaPage, gives_the_authority_in_the_forms_that_phones_and_browsers_take) {
  WebHouse house;
  house.controller.certificates.ca.set("-----BEGIN CERTIFICATE-----\n");
  const auto der = house.raw("GET", "/ca/vang-ca.crt");
  EXPECT_EQ(der.body, "DER");
  EXPECT_EQ(der.header("content-type"), "application/x-x509-ca-cert");
  EXPECT_EQ(der.header("content-disposition"), "attachment; filename=\"vang-ca.crt\"");
  EXPECT_EQ(house.raw("GET", "/ca/vang-ca.pem").body, "-----BEGIN CERTIFICATE-----\n");
  const auto profile = house.raw("GET", "/ca/vang-ca.mobileconfig");
  EXPECT_EQ(profile.header("content-type"), "application/x-apple-aspen-config");
  EXPECT_NE(profile.body.find("<data>REVS</data>"), std::string::npos);
  EXPECT_EQ(profile.body.find('@'), std::string::npos);
  EXPECT_EQ(house.raw("GET", "/ca/vang-ca.mobileconfig").body, profile.body);
}

TEST(CaPage, and_the_profile_say_which_world_they_are_of) {
  WebHouse house;
  for (const auto* world : {"drill", "live"}) {
    house.controller.service.world.store(world);
    for (const auto* path : {"/ca", "/ca/vang-ca.mobileconfig"}) {
      const bool says_so = house.raw("GET", path).body.find("DIỄN TẬP") != std::string::npos;
      EXPECT_EQ(says_so, std::string(world) == "drill") << path;
    }
  }
}

TEST(CaPage, other_paths_methods_and_hosts_are_refused) {
  WebHouse house;
  EXPECT_EQ(house.raw("GET", "/ca/vang-ca.key").status, 404);
  EXPECT_EQ(house.raw("POST", "/ca", "x").status, 405);
  EXPECT_EQ(house.raw("GET", "/ca", "", {{"Host", "\"><script>"}}).status, 400);
  EXPECT_EQ(house.raw("GET", "/ca", "", {{"Host", std::string(300, 'a')}}).status, 400);
  EXPECT_EQ(house.raw("GET", "/ca", "", {{"Host", "[2001:db8::1]:8443"}}).status, 200);
  EXPECT_EQ(house.raw("GET", "/cat").status, 404);
}

TEST(CaPage, a_fingerprint_is_grouped_for_reading_aloud) {
  EXPECT_EQ(web::grouped_fingerprint("0123456789abcdef0123456789abcdef"),
            "0123 4567 89AB CDEF\n0123 4567 89AB CDEF");
}
