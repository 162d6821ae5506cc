#include "tests/demo/plays_seen.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/scenarios/rig/wait.h"

namespace demo {

using nlohmann::json;

namespace {

std::string text(const json& value, const char* member) {
  return value.at(member).get<std::string>();
}

}  // namespace

std::string loudness_text(const json& loudness) {
  if (loudness.at("lufs").is_null()) return "too little sound to level";
  return fmt::format("{:.1f} → {:.1f} LUFS, peak {:.1f} dBTP, limited {:.1f} dB",
                     loudness.at("measured_lufs").get<double>(), loudness.at("lufs").get<double>(),
                     loudness.at("peak_dbtp").get<double>(),
                     loudness.at("limited_db").get<double>());
}

std::vector<json> PlaysSeen::of(const std::string& device, const std::string& message) const {
  std::vector<json> out;
  const json page = province_.centre().ctl({"plays", "--device", device, "--limit", "500"});
  for (const auto& play : page.at("items")) {
    if (text(play.at("item"), "message") == message) out.push_back(play);
  }
  return out;
}

void PlaysSeen::soon(const rig::Device& device, const std::string& message,
                     const std::string& outcome, std::size_t at_least,
                     std::chrono::milliseconds limit) const {
  const auto& id = device.spec().id;
  rig::expect_soon(
      fmt::format("{} reports {} plays with outcome {}", id, at_least, outcome),
      [&] {
        const auto plays = of(id, message);
        const auto good = std::count_if(plays.begin(), plays.end(), [&](const json& play) {
          return text(play, "outcome") == outcome;
        });
        return static_cast<std::size_t>(good) >= at_least;
      },
      std::max(limit, std::chrono::milliseconds(5000)),
      [&] { return json(of(id, message)).dump(1) + "\n" + device.log_tail(); });
}

std::uint64_t PlaysSeen::due_amount(const rig::Device& device, const std::string& message) const {
  const json found = province_.centre().ctl({"message", "show", message});
  const std::string size =
      device.spec().profile == "led-192x96" ? "picture:192x96@" : "picture:320x160@";
  for (const auto& rendition : found.at("renditions")) {
    const auto key = text(rendition, "for");
    if (device.is_board() && key.starts_with(size)) {
      return rendition.at("frames").get<std::uint64_t>();
    }
    if (!device.is_board() && key.starts_with("sound:")) {
      return rendition.at("duration_ms").get<std::uint64_t>() * 48;
    }
  }
  return 0;  // a card: drawn by the board for as long as its message lasts
}

void PlaysSeen::expect_whole(const Clip& clip, std::size_t times,
                             std::chrono::milliseconds limit) const {
  for (auto& device : province_.devices()) {
    if (!carries(*device, clip)) continue;
    const std::string outcome = device->is_board() ? "shown" : "heard";
    soon(*device, clip.message, outcome, times, limit);
    const auto due = static_cast<double>(due_amount(*device, clip.message));
    // A still image has no frames of its own (due <= 1); sound may differ by the codec's padding
    // of one packet.
    const double slack = device->is_board() ? 0 : 960;
    for (const auto& play : of(device->spec().id, clip.message)) {
      const auto amount = play.at("amount").get<double>();
      if (text(play, "outcome") != outcome || due <= 1 || std::abs(amount - due) <= slack) continue;
      throw std::runtime_error(fmt::format("{} put out {} of {}", device->spec().id, amount, due));
    }
  }
}

}  // namespace demo
