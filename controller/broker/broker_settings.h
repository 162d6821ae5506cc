// What one private nats-server needs to know. Plain data; confined to its owner.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace controller {

struct BrokerSettings {
  std::filesystem::path
      folder;  // <data>/broker: keys, configuration, account JWTs, log; ours alone
  std::string address = "0.0.0.0";  // numeric; where devices connect
  std::uint16_t port = 4222;
  std::filesystem::path certificate;  // PEM, valid 1970…9999, also for localhost (TrustFiles::link)
  std::filesystem::path key;          // PEM (TrustFiles::link_key)
  std::filesystem::path ca;           // PEM; what our own connections trust (TrustFiles::ca)
  int max_connections = 25'000;       // above the fleet
  std::string program = "nats-server";              // looked up in PATH, then /usr/sbin
  std::chrono::milliseconds start_timeout{15'000};  // until it accepts connections
  std::chrono::milliseconds stop_timeout{5'000};    // SIGTERM, then SIGKILL
};

}  // namespace controller
