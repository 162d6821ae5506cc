#pragma once

#include <memory>
#include <thread>

#include "players/device/output.h"
#include "players/led/frame_sink.h"
#include "players/led/picture_mixer.h"
#include "players/output/reporter.h"
#include "players/output/requests.h"
#include "players/output/sink_guard.h"
#include "players/output/sweeper.h"
#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/guarded.h"

namespace players {

/// A LED board: mixer → counting tap → sink, at the board's fixed rate, for as long as it lives.
/// Its thread ("led") is the only one that touches mixer and sink.
///
/// Owned by main. Thread-safe.
class LedOutput final : public Output {
 public:
  /// Starts at once, black. Throws std::invalid_argument on an impossible format and
  /// std::runtime_error when GStreamer or one of its decoders is missing; a sink that does not open
  /// is a state (status()), not an exception. `clock` and `owner` outlive it; `clock` only
  /// stamps what happens, the pace is the machine's steady clock.
  LedOutput(const PictureFormat& format, std::unique_ptr<FrameSink> sink,
            const protocols::io::Clock& clock, protocols::io::EventLoop& owner,
            ReportListener listener);
  /// What is on is reported as Stopped.
  ~LedOutput() override;

  std::string_view kind() const override { return "picture"; }
  void play(PlayCommand command) override;
  void prepare(PlayCommand command) override;
  void stop(PlayToken token) override;
  OutputStatus status() const override { return status_.copy(); }
  std::optional<Snapshot> snapshot() const override { return snapshot_.copy(); }

 private:
  void run();
  /// One frame, or nothing while the clip that is on has not decoded it.
  bool put_out_a_frame();
  void publish();

  const PictureFormat format_;
  const protocols::io::Clock& clock_;
  const std::unique_ptr<FrameSink> sink_;
  Reporter reporter_;
  const std::shared_ptr<Requests> requests_ = std::make_shared<Requests>();
  Sweeper sweeper_;
  PictureMixer mixer_;
  SinkGuard guard_;
  protocols::io::Guarded<OutputStatus> status_;
  protocols::io::Guarded<Snapshot> snapshot_;
  std::thread thread_;
};

}  // namespace players
