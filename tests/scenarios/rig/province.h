#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenarios/rig/centre.h"

namespace rig {

/// A real centre with real areas and as many players as a test or benchmark wants. Confined to its
/// owner.
class Province {
 public:
  /// Starts the centre in `folder`, signs in, imports the areas. `options` as Centre's.
  Province(Built built, std::filesystem::path folder, std::vector<std::string> options = {});

  /// Enrols and starts a player that records to out(id). `wrapper` as Device::Spec::wrapper.
  Device& add(const std::string& id, const std::string& area, const std::string& profile,
              const std::string& output = "recorder", std::vector<std::string> wrapper = {});
  /// Waits until all of them are online and have told their health.
  void wait_online();
  std::filesystem::path out(const std::string& id) const { return folder_ / ("out-" + id); }
  const std::filesystem::path& folder() const { return folder_; }
  Centre& centre() { return centre_; }
  std::vector<std::unique_ptr<Device>>& devices() { return devices_; }

 private:
  std::filesystem::path folder_;
  Centre centre_;
  std::vector<std::unique_ptr<Device>> devices_;
};

}  // namespace rig
