#include "tests/scenarios/rig/province.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "tests/scenarios/rig/wait.h"

namespace rig {

using namespace std::chrono_literals;

Province::Province(Built built, std::filesystem::path folder, std::vector<std::string> options)
    : folder_(std::move(folder)), centre_(built, folder_, {}, std::move(options)) {
  centre_.start();
  centre_.sign_in();
  centre_.ctl({"area", "import", (built.root / "tests/data/areas-2021.csv").string()});
}

Device& Province::add(const std::string& id, const std::string& area, const std::string& profile,
                      const std::string& output, std::vector<std::string> wrapper) {
  const Device::Spec spec{id, id, area, profile, id, 0, 0, output, std::move(wrapper)};
  devices_.push_back(std::make_unique<Device>(centre_, spec, out(id)));
  devices_.back()->enrol_and_start();
  return *devices_.back();
}

void Province::wait_online() {
  expect_soon(
      "all players online",
      [this] {
        const auto now = centre_.ctl({"now"}).at("devices");
        return std::count_if(now.begin(), now.end(), [](const auto& device) {
                 return device.at("link") == "online" && !device.at("health").is_null();
               }) == std::ssize(devices_);
      },
      60s,
      [this] {
        std::string logs;
        for (auto& device : devices_) logs += device->log_tail();
        return logs;
      });
}

}  // namespace rig
