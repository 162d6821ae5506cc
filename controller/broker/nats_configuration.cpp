#include "controller/broker/nats_configuration.h"

#include <fmt/format.h>

#include "protocols/link/link_messages.h"

namespace controller {

namespace {

// The configuration language knows \" and \\ inside quotes; our paths may hold blanks and marks.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

std::string tls_block(const BrokerSettings& settings, const NatsIdentity& identity) {
  return fmt::format(R"(
# certificate {}
tls {{
  cert_file: {}
  key_file: {}
  timeout: 60
  # Names of TLS 1.3 only: without them 2.9 also accepts TLS 1.2.
  cipher_suites: ["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"]
}}
)",
                     identity.certificate_hash, quoted(settings.certificate.string()),
                     quoted(settings.key.string()));
}

std::string identity_block(const BrokerSettings& settings, const NatsIdentity& identity) {
  return fmt::format(R"(
operator: {}
system_account: {}
resolver: {{ type: full, dir: {}, allow_delete: false, interval: "2m", timeout: "2s" }}
resolver_preload: {{ {}: {} }}
)",
                     quoted(identity.operator_jwt), identity.system_account,
                     quoted((settings.folder / "accounts").string()), identity.system_account,
                     quoted(identity.system_account_jwt));
}

// Both timeouts are long because a storm of 10,000 logins keeps every handshake waiting: with 2 s
// the work is thrown away and done again.
std::string limits_block(const BrokerSettings& settings) {
  return fmt::format(R"(
authorization {{ timeout: 60 }}
max_connections: {}
max_payload: {}
max_pending: 8MB
write_deadline: "30s"
ping_interval: "60s"
ping_max: 2
)",
                     settings.max_connections, protocols::link::kMaxPayload);
}

}  // namespace

std::string nats_configuration(const BrokerSettings& settings, const NatsIdentity& identity) {
  const std::string head = fmt::format(R"(# Written by vangd; changes are lost.
server_name: vang
host: {}
port: {}
pid_file: {}
log_file: {}
logfile_size_limit: 10MB
logtime: true
)",
                                       quoted(settings.address), settings.port,
                                       quoted((settings.folder / "nats-server.pid").string()),
                                       quoted((settings.folder / "nats-server.log").string()));
  return head + limits_block(settings) + tls_block(settings, identity) +
         identity_block(settings, identity);
}

}  // namespace controller
