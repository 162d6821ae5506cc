#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace web {

// Where and how one HTTPS listener listens. Immutable after construction.
struct ListenSettings {
  std::string address = "0.0.0.0";    // numeric IPv4 or IPv6 address
  std::uint16_t port = 0;             // 0 = any free one (tests)
  std::filesystem::path certificate;  // PEM, own certificate first, then the chain
  std::filesystem::path key;          // PEM
  unsigned seats = 40;    // requests answered at the same time; one more gets 503 and Retry-After
  unsigned reserved = 0;  // of the seats, kept for urgent requests (signing in, orders)
  unsigned per_address =
      0;  // connections of one IP address at the same time; 0 = three quarters of all
};

}  // namespace web
