#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"

namespace controller {

/// Secrets that live for a while and mean one device: nonces (taken once) and media bearers (looked
/// up as often as wanted). In memory: after a restart devices ask anew. Bounded: the oldest goes
/// first when there are too many. Thread-safe.
class OnceTable {
 public:
  OnceTable(const protocols::io::Clock& clock, std::chrono::milliseconds life)
      : clock_(clock), life_(life) {}

  /// A new secret for `device`.
  std::string make(const std::string& device);
  /// The device of a secret that still counts.
  std::optional<std::string> find(const std::string& secret) const;
  /// The same, and it counts no more.
  std::optional<std::string> take(const std::string& secret);
  /// Forgets all secrets of `device`.
  void forget(const std::string& device);

 private:
  struct Record {
    std::string device;
    protocols::io::SteadyTime until{};
  };
  using Records = std::map<std::string, Record>;
  static void make_room(Records& records, protocols::io::SteadyTime now);

  const protocols::io::Clock& clock_;
  const std::chrono::milliseconds life_;
  protocols::io::Guarded<Records> records_;
};

}  // namespace controller
