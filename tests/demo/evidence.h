#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/scenarios/rig/centre.h"

namespace demo {

/// The folder of --out and its report.json: each step of the run with what was seen. A step that
/// throws has failed; the run goes no further. Confined to its owner.
class Evidence {
 public:
  /// Makes the folder if it is missing; throws if it holds anything.
  explicit Evidence(std::filesystem::path folder);

  const std::filesystem::path& folder() const { return folder_; }
  /// Says what it does, runs it, writes down how it went. `work` returns the detail. Throws what it
  /// threw.
  void step(const std::string& name, const std::function<std::string()>& work);
  void ports(const rig::Ports& ports);
  /// devices.json, plays.jsonl and documents/ as the centre tells them; returns the number of
  /// plays.
  std::size_t gather(const rig::Centre& centre) const;
  /// A program's log as logs/NAME.log; one that is missing is left out.
  void keep_log(const std::filesystem::path& log, const std::string& name) const;
  void write() const;

 private:
  std::filesystem::path folder_;
  nlohmann::json report_;
};

}  // namespace demo
