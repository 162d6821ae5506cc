#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace protocols::io {

/// Why a listener cannot start, for a person to read.
struct ListenProblem {
  std::string vi;
  std::string en;
};

/// Tries to bind `address`:`port` (numeric IPv4 or IPv6 address) and lets go again. Nothing if it
/// is free; otherwise says so, with the name and number of the process that holds the port when the
/// system tells us. Another process may still be faster: the real bind must be checked too.
/// Thread-safe.
std::optional<ListenProblem> listen_problem(const std::string& address, std::uint16_t port);

}  // namespace protocols::io
