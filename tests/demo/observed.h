#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "players/media/image.h"
#include "players/media/sound.h"

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

/// What a loudspeaker put out: the stretches of whole items of output.csv, in order, in samples.
/// One that still plays is left out.
std::vector<Stretch> sounded(const std::filesystem::path& device_folder);
/// Those samples of output.wav.
players::Sound recorded(const std::filesystem::path& device_folder, const Stretch& stretch);

/// How alike two sounds are that should begin together: 1 = the same but for loudness, 0 = nothing
/// in common. Compared over the shorter one's length, the second at most 100 ms earlier or later
/// (normalised cross-correlation below 4 kHz; what is compared should be a second long at least).
double likeness(const players::Sound& one, const players::Sound& other);
/// Frames of the stretch that are this very picture, pixel by pixel.
std::uint64_t frames_like(const std::filesystem::path& device_folder, const Stretch& stretch,
                          const players::Image& picture);

/// RMS in dBFS of output.wav (S16LE mono 48 kHz) over its last `seconds`; -120 for silence or
/// nothing.
double last_level(const std::filesystem::path& device_folder, double seconds);
/// Samples in output.wav so far.
std::uint64_t samples_so_far(const std::filesystem::path& device_folder);

}  // namespace demo
