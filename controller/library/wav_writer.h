// Sound as any browser plays it: RIFF/WAVE, PCM 16 bit, 24 kHz, mono.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "controller/library/av.h"
#include "protocols/io/unique_fd.h"

namespace controller {

/// Writes one file piece by piece with little memory, however long the sound is. A file that was
/// not finished has no length in its header. Errors of every method: protocols::io::StorageFull,
/// StorageError. Confined to its owner.
class WavWriter {
 public:
  static constexpr int kRate = 24000;  // samples a second

  /// Replaces `file`.
  explicit WavWriter(std::filesystem::path file);

  /// The next piece, 48 kHz mono.
  void write(std::span<const float> mono);
  /// Ends the file: it then holds exactly half as many samples as were written (rounded up).
  void finish();

 private:
  void convert(const std::uint8_t* from, int samples);
  void put(std::span<const std::int16_t> samples);

  std::filesystem::path file_;
  protocols::io::UniqueFd fd_;
  av::Resampler resampler_;
  std::uint64_t taken_ = 0;  // samples of 48 kHz
  std::uint64_t made_ = 0;   // samples of 24 kHz
};

}  // namespace controller
