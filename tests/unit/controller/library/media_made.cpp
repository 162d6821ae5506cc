#include "tests/unit/controller/library/media_made.h"

#include <gtest/gtest.h>

#include <cmath>

#include "protocols/io/child_process.h"

namespace controller::made {
namespace {

std::string ffmpeg(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"ffmpeg", "-nostdin", "-y", "-v", "error"});
  const auto run = protocols::io::run_and_capture(arguments, {}, std::chrono::seconds(100),
                                                  std::size_t{512} << 20);
  EXPECT_TRUE(run.ok()) << run.text();
  return run.output;
}

std::vector<std::string> cut(const std::string& raw, std::size_t size) {
  std::vector<std::string> frames;
  for (std::size_t at = 0; at + size <= raw.size(); at += size) {
    frames.push_back(raw.substr(at, size));
  }
  return frames;
}

std::size_t frame_bytes(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
}

}  // namespace

std::filesystem::path with_ffmpeg(const std::filesystem::path& file,
                                  const std::vector<std::string>& arguments) {
  auto all = arguments;
  all.push_back(file.string());
  ffmpeg(all);
  return file;
}

std::vector<std::string> reference_frames(const std::filesystem::path& file, int width, int height,
                                          int fps) {
  const std::string size = std::to_string(width) + ":" + std::to_string(height);
  const std::string filter = "fps=" + std::to_string(fps) + ",scale=iw*sar:ih,scale=" + size +
                             ":force_original_aspect_ratio=decrease:flags=bicubic+accurate_rnd,"
                             "setsar=1,pad=" +
                             size + ":(ow-iw)/2:(oh-ih)/2:black";
  return cut(ffmpeg({"-i", file.string(), "-map", "0:v:0", "-vf", filter, "-f", "rawvideo",
                     "-pix_fmt", "rgb24", "-"}),
             frame_bytes(width, height));
}

std::vector<std::string> frames_of(const std::filesystem::path& file, int width, int height) {
  return cut(ffmpeg({"-i", file.string(), "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt",
                     "rgb24", "-"}),
             frame_bytes(width, height));
}

double psnr(const std::string& one, const std::string& other) {
  if (one.size() != other.size() || one.empty()) return 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const int d = static_cast<unsigned char>(one[i]) - static_cast<unsigned char>(other[i]);
    sum += d * d;
  }
  const double mean = sum / static_cast<double>(one.size());
  return mean == 0.0 ? 99.0 : 10.0 * std::log10(255.0 * 255.0 / mean);
}

std::filesystem::path sample(const std::string& name) {
  return std::filesystem::path("/usr/share/forensics-samples/original-files") / name;
}

}  // namespace controller::made
