#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "players/led/frame_recording.h"
#include "players/led/frame_sink.h"
#include "protocols/io/guarded.h"

namespace players {

/// A board that is a folder (see FrameRecording). Pictures are compressed and written on a thread
/// of its own ("frames") behind a short queue that waits when it is full and never drops. When the
/// disk refuses, show() throws from then on, the queue stays as it is, and open() tries its first
/// frame again: what was once accepted is recorded, whatever happened in between.
///
/// Owned by an output, called on the board's thread only.
class FrameRecorder final : public FrameSink {
 public:
  explicit FrameRecorder(std::filesystem::path folder);
  /// Writes what is in the queue, unless the disk still refuses.
  ~FrameRecorder() override;

  void open(const PictureFormat& format) override;
  void show(const ShownFrame& frame) override;

 private:
  static constexpr std::size_t kQueue = 16;  // frames

  void run();
  void write_front() VANG_REQUIRES(mutex_);
  void throw_if_failed() const VANG_REQUIRES(mutex_);

  const std::filesystem::path folder_;
  protocols::io::Mutex mutex_;
  protocols::io::Signal changed_;
  std::deque<ShownFrame> queue_ VANG_GUARDED_BY(mutex_);
  std::string problem_ VANG_GUARDED_BY(mutex_);
  bool closing_ VANG_GUARDED_BY(mutex_) = false;
  std::optional<FrameRecording> recording_;  // the thread's alone once it runs
  std::thread thread_;
};

}  // namespace players
