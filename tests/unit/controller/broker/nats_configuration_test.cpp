#include "controller/broker/nats_configuration.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

BrokerSettings settings() {
  BrokerSettings settings;
  settings.folder = "/var/lib/vang/broker";
  settings.certificate = "/var/lib/vang/trust/link.pem";
  settings.key = "/var/lib/vang/trust/link.key";
  return settings;
}

const NatsIdentity kIdentity{"eyJ.op", "ASYS", "eyJ.sys", "abc"};

TEST(NatsConfiguration, holds_the_limits_the_link_was_measured_with) {
  const std::string text = nats_configuration(settings(), kIdentity);
  for (const char* line :
       {"port: 4222", "write_deadline: \"30s\"", "ping_interval: \"60s\"", "ping_max: 2",
        "max_payload: 65536", "max_connections: 25000", "authorization { timeout: 60 }",
        "type: full", "resolver_preload: { ASYS: \"eyJ.sys\" }"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
}

TEST(NatsConfiguration, offers_only_tls_1_3_cipher_suites) {
  const std::string text = nats_configuration(settings(), kIdentity);
  EXPECT_NE(text.find(R"(["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"])"),
            std::string::npos);
  EXPECT_EQ(text.find("TLS_ECDHE"), std::string::npos);
}

TEST(NatsConfiguration, quotes_paths_with_marks_blanks_and_quotes) {
  auto odd = settings();
  odd.key = "/dữ liệu/a\"b/link.key";
  EXPECT_NE(nats_configuration(odd, kIdentity).find(R"("/dữ liệu/a\"b/link.key")"),
            std::string::npos);
}

TEST(NatsConfiguration, changes_with_the_certificate) {
  auto renewed = kIdentity;
  renewed.certificate_hash = "def";
  EXPECT_NE(nats_configuration(settings(), kIdentity), nats_configuration(settings(), renewed));
}

}  // namespace
}  // namespace controller
