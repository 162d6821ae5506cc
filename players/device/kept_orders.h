#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "playlists/ids.h"

namespace players {

/// The orders this device has accepted and not ended, as the exact dispatches they came in, so that
/// a restart forgets none: `<id>.jws` in one folder while it waits, `<id>.begun` from its first
/// frame or sample on. Judges nothing: what is read here has to be verified again.
///
/// A disk that takes nothing stops no order: it is then in memory only, and the log says so. Lives
/// on the device loop; keep(), begun() and forget() block for one durable change.
class KeptOrders {
 public:
  explicit KeptOrders(std::filesystem::path folder) : folder_(std::move(folder)) {}

  struct Kept {
    playlists::OrderId id;
    std::string dispatch;
    bool begun = false;
  };
  /// What an earlier run left. A file that cannot be read is logged and left where it is.
  std::vector<Kept> load() const;
  void keep(const playlists::OrderId& order, const std::string& dispatch) const;
  void begun(const playlists::OrderId& order) const;
  void forget(const playlists::OrderId& order) const;

 private:
  std::filesystem::path file(const playlists::OrderId& order, const char* extension) const;

  const std::filesystem::path folder_;
};

}  // namespace players
