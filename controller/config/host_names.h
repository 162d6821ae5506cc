#pragma once

#include <string>
#include <vector>

namespace controller {

/// This machine's name and its IPv4 addresses, best first, without loopback; "localhost" and
/// 127.0.0.1 if there is nothing else. Asks the system: call it once. Thread-safe.
std::vector<std::string> own_host_names();

/// True for a numeric IPv4 or IPv6 address. Thread-safe.
bool is_ip_address(const std::string& host);

/// "https://host:port", with brackets around an IPv6 address. Thread-safe.
std::string url(const std::string& scheme, const std::string& host, unsigned port);

}  // namespace controller
