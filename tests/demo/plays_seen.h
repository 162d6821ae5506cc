#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/demo/sample_province.h"

namespace demo {

/// A clip of the run and the message that carries it.
struct Clip {
  std::string id;
  std::string name;
  std::string message;
  std::int64_t duration_ms = 0;
  bool picture = false;
  bool sound = false;
};

/// A clip's loudness as `vangctl clip add` tells it, in words.
std::string loudness_text(const nlohmann::json& loudness);

/// Whether the device has anything to put out of the clip.
inline bool carries(const rig::Device& device, const Clip& clip) {
  return device.is_board() ? clip.picture : clip.sound;
}

/// The plays the controller has committed, as `vangctl plays` tells them. Confined to its owner.
class PlaysSeen {
 public:
  explicit PlaysSeen(SampleProvince& province) : province_(province) {}

  std::vector<nlohmann::json> of(const std::string& device, const std::string& message) const;
  /// Waits until at least so many plays of the message with this outcome are there.
  void soon(const rig::Device& device, const std::string& message, const std::string& outcome,
            std::size_t at_least, std::chrono::milliseconds limit) const;
  /// Waits until every device that carries it has played it whole: each frame, each sample.
  void expect_whole(const Clip& clip, std::size_t times, std::chrono::milliseconds limit) const;

 private:
  std::uint64_t due_amount(const rig::Device& device, const std::string& message) const;

  SampleProvince& province_;
};

}  // namespace demo
