#include "players/speaker/wav_recorder.h"

#include <fmt/format.h>

#include <utility>

namespace players {

namespace io = protocols::io;

WavRecorder::WavRecorder(std::filesystem::path folder) : folder_(std::move(folder)) {}

void WavRecorder::open(const SoundFormat& format) {
  wav_.reset();
  csv_.reset();
  io::make_folder(folder_);
  wav_.emplace(folder_ / "output.wav", format.channels);
  csv_.emplace(folder_ / "output.csv", "sample,mono_ns,wall_ms,event,item");
  new_run_ = true;
}

void WavRecorder::write(const SoundBlock& block) {
  const auto first = wav_->samples();
  // Sound first: a mark without its sample would be a lie, a sample without its mark is only bare.
  wav_->append(block.samples);
  try {
    note_block(block, first);
  } catch (...) {
    wav_->cut(first);  // not accepted is not recorded
    throw;
  }
}

void WavRecorder::note_block(const SoundBlock& block, std::uint64_t first) {
  if (new_run_) note(first, block.at, "run", "");
  new_run_ = false;
  if (blocks_ == 0) {
    note(first, block.at, "clock", "");
    wav_->update_header();
  }
  blocks_ = (blocks_ + 1) % kBlocksPerClock;
  note_marks(block, first);
}

void WavRecorder::note_marks(const SoundBlock& block, std::uint64_t first) {
  for (const Mark& mark : block.marks)
    note(first + mark.at, block.at, mark.begins ? "start" : "end", mark.item);
}

void WavRecorder::note(std::uint64_t sample, const Stamp& at, const char* event,
                       const std::string& item) {
  csv_->append(fmt::format("{},{},{},{},{}", sample, at.mono.count(), io::to_ms(at.wall), event,
                           csv_field(item)));
}

}  // namespace players
