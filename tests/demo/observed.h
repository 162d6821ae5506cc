#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace demo {

/// A stretch of one item in a recorder's account: rows `first` to `last` (frames or samples, both
/// included).
struct Stretch {
  std::string item;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t length() const { return last - first + 1; }
};

/// What a board put out: the stretches of frames.csv, in order; idle frames have an empty item.
std::vector<Stretch> shown(const std::filesystem::path& device_folder);
/// Number of rows of frames.csv so far.
std::uint64_t frames_so_far(const std::filesystem::path& device_folder);
/// The PNG of a frame.
std::filesystem::path frame_file(const std::filesystem::path& device_folder, std::uint64_t frame);

/// RMS in dBFS of output.wav (S16LE mono 48 kHz) over its last `seconds`; -120 for silence or
/// nothing.
double last_level(const std::filesystem::path& device_folder, double seconds);
/// Samples in output.wav so far.
std::uint64_t samples_so_far(const std::filesystem::path& device_folder);

}  // namespace demo
