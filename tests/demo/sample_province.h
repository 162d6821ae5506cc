#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/fakes/cuttable_relay.h"
#include "tests/scenarios/rig/centre.h"

namespace demo {

/// Hà Giang with two boards and two loudspeakers in three communes; one loudspeaker stands behind a
/// relay so that its network can be taken away. Confined to its owner.
class SampleProvince {
 public:
  SampleProvince(rig::Built built, std::filesystem::path folder, std::filesystem::path out,
                 rig::Ports ports);

  rig::Centre& centre() { return centre_; }
  /// Writes the province's rows of tests/data/areas-2021.csv and imports them; returns the
  /// communes.
  int import_areas();
  /// The last loudspeaker will reach the centre through relays that can be cut. Before
  /// start_devices().
  void put_relay_in_between();
  /// The centre knows all four, and none is there.
  void name_devices();
  /// Starts all four, or only those named; those that are not enrolled get a token and redeem it.
  /// Outputs as in rig::Device::Spec::output.
  void start_devices(const std::string& picture_output, const std::string& sound_output,
                     const std::set<std::string>& only = {});
  /// The Bluezone card as background all day and a clip every ten minutes, so that there is always
  /// something to see and hear.
  void play_all_day();
  std::vector<std::unique_ptr<rig::Device>>& devices() { return devices_; }
  rig::Device& cuttable() { return *devices_.back(); }
  void cut();
  void restore();

 private:
  std::vector<rig::Device::Spec> specs(const std::string& picture_output,
                                       const std::string& sound_output) const;

  rig::Centre centre_;
  std::filesystem::path out_;
  std::unique_ptr<fakes::CuttableRelay> relay_devices_;
  std::unique_ptr<fakes::CuttableRelay> relay_link_;
  std::vector<std::unique_ptr<rig::Device>> devices_;
};

/// The three communes' common district, where the demo schedules and announces.
inline constexpr const char* demo_area = "02.026";
inline constexpr const char* province_code = "02";

}  // namespace demo
