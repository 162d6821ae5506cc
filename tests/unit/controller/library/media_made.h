// Media made for one test with the ffmpeg command line, which shares no code of ours.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "players/media/sound.h"

namespace controller::made {

/// Runs `ffmpeg -y -v error ARGUMENTS… FILE`; the test fails if it fails.
std::filesystem::path with_ffmpeg(const std::filesystem::path& file,
                                  const std::vector<std::string>& arguments);

/// RGB frames (height x width x 3 each) of a file as ffmpeg itself decodes, scales with black bars
/// and brings to a constant rate: the reference for renditions.
std::vector<std::string> reference_frames(const std::filesystem::path& file, int width, int height,
                                          int fps);

/// Frames of a rendition in its own size.
std::vector<std::string> frames_of(const std::filesystem::path& file, int width, int height);

/// dB; 99 for equal frames.
double psnr(const std::string& one, const std::string& other);

/// The files of the Debian package forensics-samples-files.
std::filesystem::path sample(const std::string& name);

}  // namespace controller::made
