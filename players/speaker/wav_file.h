#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "protocols/io/durable_file.h"
#include "protocols/io/unique_fd.h"

namespace players {

/// A growing WAVE file, S16LE at 48 kHz. Its header is at most 100 ms behind its data, so a program
/// that is killed leaves a file every reader takes; opened again, it goes on after the last whole
/// sample. Past 4 GiB (twelve hours of mono) the header becomes RF64 (EBU Tech 3306), for which
/// room was left by a JUNK chunk.
///
/// Confined to its owner.
class WavFile {
 public:
  static constexpr std::size_t kHeader = 80;  ///< bytes

  /// Opens or makes it. Throws std::runtime_error if it is something else than what this class
  /// writes with that many channels, protocols::io::StorageError or StorageFull otherwise.
  WavFile(std::filesystem::path file, std::size_t channels);
  ~WavFile();
  WavFile(const WavFile&) = delete;
  WavFile& operator=(const WavFile&) = delete;

  /// Interleaved; all of them or, when it throws, none.
  void append(std::span<const std::int16_t> samples);
  /// Takes everything from that sample (per channel) on away again.
  void cut(std::uint64_t sample);
  /// Brings the sizes in the header up to date.
  void update_header();
  /// Per channel.
  std::uint64_t samples() const;

 private:
  std::uint64_t data_bytes() const { return file_->size() - kHeader; }

  const std::filesystem::path path_;
  const std::size_t channels_;
  std::optional<protocols::io::AppendFile> file_;
  protocols::io::UniqueFd header_;
};

/// The header for so many bytes of data: RIFF with a JUNK chunk, or RF64 with ds64.
std::string wav_header(std::size_t channels, std::uint64_t data_bytes);

}  // namespace players
