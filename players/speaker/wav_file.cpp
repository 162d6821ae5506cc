#include "players/speaker/wav_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "players/speaker/sound_format.h"

namespace players {

namespace {

constexpr std::uint64_t kLargestRiff = 0xFFFFFFFFU;

void put(std::string& bytes, std::uint64_t value, int width) {
  for (int i = 0; i < width; i++) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

// "fmt " chunk and the name of the data chunk: bytes 48 to 76 of every file of ours.
std::string format_chunk(std::size_t channels) {
  std::string bytes = "fmt ";
  put(bytes, 16, 4);
  put(bytes, 1, 2);  // PCM
  put(bytes, channels, 2);
  put(bytes, SoundFormat::rate, 4);
  put(bytes, SoundFormat::rate * channels * 2, 4);
  put(bytes, channels * 2, 2);
  put(bytes, 16, 2);
  return bytes + "data";
}

std::string first_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(WavFile::kHeader, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// Makes the file one that can be appended to; gives its path back.
std::filesystem::path repaired(std::filesystem::path path, std::size_t channels) {
  const auto header = first_bytes(path);
  if (header.size() < WavFile::kHeader) {  // new, or killed while its header was being written
    protocols::io::write_durably(path, wav_header(channels, 0));
    return path;
  }
  if (header.substr(48, 28) != format_chunk(channels))
    throw std::runtime_error(fmt::format("{} is not a recording of {} channels at {} Hz by us",
                                         path.string(), channels, SoundFormat::rate));
  const auto size = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, size - (size - WavFile::kHeader) % (channels * 2));
  return path;
}

}  // namespace

std::string wav_header(std::size_t channels, std::uint64_t data_bytes) {
  const auto riff_bytes = data_bytes + WavFile::kHeader - 8;
  const bool large = riff_bytes > kLargestRiff;
  std::string bytes = large ? "RF64" : "RIFF";
  put(bytes, large ? kLargestRiff : riff_bytes, 4);
  bytes += large ? "WAVEds64" : "WAVEJUNK";
  put(bytes, 28, 4);
  put(bytes, large ? riff_bytes : 0, 8);
  put(bytes, large ? data_bytes : 0, 8);
  put(bytes, large ? data_bytes / (channels * 2) : 0, 8);
  put(bytes, 0, 4);  // no table of further chunks
  bytes += format_chunk(channels);
  put(bytes, large ? kLargestRiff : data_bytes, 4);
  return bytes;
}

WavFile::WavFile(std::filesystem::path file, std::size_t channels)
    : path_(std::move(file)),
      channels_(channels),
      file_(std::in_place, repaired(path_, channels)),
      header_(::open(path_.c_str(), O_WRONLY | O_CLOEXEC)) {
  if (!header_)
    throw std::system_error(errno, std::generic_category(), "cannot open " + path_.string());
  update_header();
}

WavFile::~WavFile() {
  try {
    update_header();
  } catch (const std::exception&) {
    // The data are there; the next opening brings the header up to date.
  }
}

void WavFile::append(std::span<const std::int16_t> samples) {
  // The machines Vang runs on are little-endian, as WAVE is.
  file_->append({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
}

void WavFile::cut(std::uint64_t sample) {
  file_.reset();
  std::filesystem::resize_file(path_, kHeader + sample * channels_ * 2);
  file_.emplace(path_);
}

void WavFile::update_header() {
  const auto header = wav_header(channels_, data_bytes());
  if (::pwrite(header_.get(), header.data(), header.size(), 0) !=
      static_cast<ssize_t>(header.size()))
    throw std::system_error(errno, std::generic_category(),
                            "cannot write the header of " + path_.string());
}

std::uint64_t WavFile::samples() const {
  return data_bytes() / (channels_ * 2);
}

}  // namespace players
