#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace controller {

/// Under which addresses a device reaches the centre. Immutable after construction.
struct Addresses {
  std::vector<std::string> devices;  // "https://host:8444"
  std::vector<std::string> link;     // "tls://host:4222"

  /// For every host name the centre has.
  static Addresses of(const std::vector<std::string>& hosts, std::uint16_t device_port,
                      std::uint16_t link_port);
  /// What was asked for one device: its https:// and tls:// addresses; a kind that was not given
  /// stays ours.
  Addresses with(const std::vector<std::string>& asked) const;
};

/// Blank-separated, as TokenRow keeps them.
std::string joined(const std::vector<std::string>& addresses);
std::vector<std::string> split(const std::string& addresses);

/// "https://host:port" or "tls://host:port" and nothing after it. Total.
bool is_address(const std::string& text);

}  // namespace controller
