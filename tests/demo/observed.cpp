#include "tests/demo/observed.h"

#include <fmt/core.h>

#include <cmath>
#include <fstream>

namespace demo {

namespace {

constexpr std::uint64_t wav_header = 44;

struct Row {
  std::string item;
  std::uint64_t frame = 0;
};

// "time,item,frame,…"; the header has no digits in its third column.
bool parse_row(const std::string& line, Row& row) {
  const auto first = line.find(',');
  const auto second = first == std::string::npos ? first : line.find(',', first + 1);
  if (second == std::string::npos) return false;
  const auto third = std::min(line.find(',', second + 1), line.size());
  const std::string frame = line.substr(second + 1, third - second - 1);
  if (frame.empty() || frame.find_first_not_of("0123456789") != std::string::npos) return false;
  row.item = line.substr(first + 1, second - first - 1);
  row.frame = std::stoull(frame);
  return true;
}

}  // namespace

std::vector<Stretch> shown(const std::filesystem::path& device_folder) {
  std::vector<Stretch> out;
  std::ifstream in(device_folder / "frames.csv");
  Row row;
  for (std::string line; std::getline(in, line);) {
    if (!parse_row(line, row)) continue;
    if (out.empty() || out.back().item != row.item) out.push_back({row.item, row.frame, row.frame});
    out.back().last = row.frame;
  }
  return out;
}

std::uint64_t frames_so_far(const std::filesystem::path& device_folder) {
  const auto all = shown(device_folder);
  return all.empty() ? 0 : all.back().last + 1;
}

std::filesystem::path frame_file(const std::filesystem::path& device_folder, std::uint64_t frame) {
  return device_folder / "frames" / fmt::format("{:06}.png", frame);
}

std::uint64_t samples_so_far(const std::filesystem::path& device_folder) {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(device_folder / "output.wav", missing);
  return missing || bytes < wav_header ? 0 : (bytes - wav_header) / 2;
}

double last_level(const std::filesystem::path& device_folder, double seconds) {
  const auto samples = samples_so_far(device_folder);
  const auto wanted = std::min(samples, static_cast<std::uint64_t>(seconds * 48000));
  if (wanted == 0) return -120;
  std::ifstream in(device_folder / "output.wav", std::ios::binary);
  in.seekg(static_cast<std::streamoff>(wav_header + 2 * (samples - wanted)));
  double sum = 0;
  for (std::uint64_t i = 0; i < wanted; ++i) {
    std::int16_t sample = 0;
    in.read(reinterpret_cast<char*>(&sample), 2);
    sum += static_cast<double>(sample) * sample / (32768.0 * 32768.0);
  }
  return std::max(-120.0, 10 * std::log10(sum / static_cast<double>(wanted) + 1e-12));
}

}  // namespace demo
