#pragma once

#include <filesystem>
#include <utility>

namespace controller {

/// Where the trust of one data directory lies (`<data>/trust/`). Everything is mode 0600 but `ca`.
/// Immutable after construction.
struct TrustFiles {
  explicit TrustFiles(std::filesystem::path trust_directory)
      : directory(std::move(trust_directory)) {}

  std::filesystem::path directory;
  std::filesystem::path ca = directory / "ca.pem";  // our CA; devices pin its hash
  std::filesystem::path ca_key = directory / "ca.key";
  std::filesystem::path link = directory / "link.pem";  // nats-server, never expires (D7)
  std::filesystem::path link_key = directory / "link.key";
  std::filesystem::path devices = directory / "devices.pem";  // 8444, never expires
  std::filesystem::path devices_key = directory / "devices.key";
  std::filesystem::path console = directory / "console.pem";  // 8443, at most 397 days, renewed
  std::filesystem::path console_key = directory / "console.key";
  std::filesystem::path imported = directory / "console-imported.pem";  // key and chain, if any
};

}  // namespace controller
