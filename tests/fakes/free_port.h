#pragma once

#include <cstdint>

namespace fakes {

/// A TCP port on 127.0.0.1 that nobody listens on now, not given out before by this process, and
/// outside the range the system takes outgoing ports from. Thread-safe.
std::uint16_t free_port();

}  // namespace fakes
