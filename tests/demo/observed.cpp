#include "tests/demo/observed.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <span>
#include <sstream>

#include "players/speaker/wav_file.h"
#include "protocols/io/durable_file.h"

namespace demo {

namespace {

constexpr std::uint64_t wav_header = players::WavFile::kHeader;
constexpr int compared_rate = 8000;

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

// "sample,mono_ns,wall_ms,event,item".
struct Mark {
  std::uint64_t sample = 0;
  std::string event;
  std::string item;
};

std::optional<Mark> parse_mark(const std::string& line) {
  std::vector<std::string> columns;
  std::istringstream in(line);
  for (std::string column; std::getline(in, column, ',');) columns.push_back(column);
  if (columns.size() < 5 || columns[0].find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return Mark{std::stoull(columns[0]), columns[3], columns[4]};
}

double product(std::span<const float> one, std::span<const float> other) {
  return std::inner_product(one.begin(), one.end(), other.begin(), 0.0);
}

double correlation(std::span<const float> one, std::span<const float> other) {
  const auto length = std::min(one.size(), other.size());
  one = one.first(length);
  other = other.first(length);
  const double energy = product(one, one) * product(other, other);
  return energy > 0 ? product(one, other) / std::sqrt(energy) : 0;
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

std::vector<Stretch> sounded(const std::filesystem::path& device_folder) {
  std::vector<Stretch> out;
  std::map<std::string, std::uint64_t> begun;
  std::ifstream in(device_folder / "output.csv");
  for (std::string line; std::getline(in, line);) {
    const auto mark = parse_mark(line);
    if (!mark) continue;
    if (mark->event == "start") begun[mark->item] = mark->sample;
    const auto start =
        mark->event == "end" ? begun.extract(mark->item) : decltype(begun)::node_type();
    if (!start.empty() && mark->sample > start.mapped()) {
      out.push_back({mark->item, start.mapped(), mark->sample - 1});
    }
  }
  return out;
}

players::Sound recorded(const std::filesystem::path& device_folder, const Stretch& stretch) {
  std::vector<std::int16_t> samples(stretch.length());
  std::ifstream in(device_folder / "output.wav", std::ios::binary);
  in.seekg(static_cast<std::streamoff>(wav_header + 2 * stretch.first));
  in.read(reinterpret_cast<char*>(samples.data()),
          static_cast<std::streamsize>(2 * samples.size()));
  players::Sound sound;
  for (const auto sample : samples) sound.samples.push_back(static_cast<float>(sample) / 32768.0F);
  return sound;
}

double likeness(const players::Sound& one, const players::Sound& other) {
  const auto a = players::resample(one, compared_rate).samples;
  const auto b = players::resample(other, compared_rate).samples;
  const std::size_t most = std::min({std::size_t{compared_rate / 10}, a.size(), b.size()});
  double best = 0;
  for (std::size_t late = 0; late < most; ++late) {
    best = std::max({best, correlation(std::span(a).subspan(late), b),
                     correlation(a, std::span(b).subspan(late))});
  }
  return best;
}

std::uint64_t frames_like(const std::filesystem::path& device_folder, const Stretch& stretch,
                          const players::Image& picture) {
  std::uint64_t same = 0;
  for (auto frame = stretch.first; frame <= stretch.last; ++frame) {
    const auto png = protocols::io::read_file(frame_file(device_folder, frame));
    same += players::decode_png(png) == picture ? 1 : 0;
  }
  return same;
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
