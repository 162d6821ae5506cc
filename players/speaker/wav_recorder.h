#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "players/output/csv_log.h"
#include "players/speaker/sample_sink.h"
#include "players/speaker/wav_file.h"

namespace players {

/// A loudspeaker that is a folder:
///   output.wav  every sample exactly as sent to the amplifier, silence included (see WavFile)
///   output.csv  sample,mono_ns,wall_ms,event,item: `clock` about every 100 ms says when the block
///               beginning with that sample was handed over; `start` and `end` stand at the first
///               sample of an item and at the first one after it (their times: of their block);
///               `run` stands where a run of the program begins
/// Goes on where an earlier run ended and overwrites nothing.
///
/// Owned by an output, called on the loudspeaker's thread only.
class WavRecorder final : public SampleSink {
 public:
  explicit WavRecorder(std::filesystem::path folder);

  void open(const SoundFormat& format) override;
  void write(const SoundBlock& block) override;

 private:
  void note(std::uint64_t sample, const Stamp& at, const char* event, const std::string& item);
  void note_block(const SoundBlock& block, std::uint64_t first);
  void note_marks(const SoundBlock& block, std::uint64_t first);

  static constexpr int kBlocksPerClock = 5;  // 100 ms

  const std::filesystem::path folder_;
  std::optional<WavFile> wav_;
  std::optional<CsvLog> csv_;
  bool new_run_ = true;
  int blocks_ = 0;  ///< since the last clock line
};

}  // namespace players
