// A CA and one server certificate for loopback, with any dates: what controller/authority makes for
// real, free to be wrong here. Confined to its owner.
#pragma once

#include <chrono>
#include <filesystem>

namespace broker_rig {

struct Dates {
  std::chrono::sys_seconds from{};  // 1970
  std::chrono::sys_seconds until{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};
};

// Writes ca.pem, link.pem and link.key (for `names`) into `folder`.
void write_certificates(const std::filesystem::path& folder, const Dates& dates = {},
                        const char* names = "DNS:localhost,IP:127.0.0.1");

}  // namespace broker_rig
