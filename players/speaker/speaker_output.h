#pragma once

#include <memory>
#include <thread>

#include "players/device/output.h"
#include "players/output/pace.h"
#include "players/output/reporter.h"
#include "players/output/requests.h"
#include "players/output/sink_guard.h"
#include "players/output/sweeper.h"
#include "players/speaker/announcement_item.h"
#include "players/speaker/sample_sink.h"
#include "players/speaker/sound_mixer.h"
#include "players/speaker/sound_tap.h"
#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/guarded.h"

namespace players {

/// A loudspeaker: mixer → limiter → measuring tap → sink, 48 kHz in blocks of 20 ms, for as long as
/// it lives. Its thread ("speaker") is the only one that touches any of them.
///
/// A play() does not wait for the next block's turn: that block is handed over at once, at most 20
/// ms ahead of time, so that a chime leaves within about a millisecond.
///
/// Owned by main. Thread-safe.
class SpeakerOutput final : public Output {
 public:
  /// Starts at once, silent. Throws std::invalid_argument unless there are one or two channels and
  /// std::runtime_error when GStreamer or one of its decoders is missing; a sink that does not open
  /// is a state (status()), not an exception. `clock` and `owner` outlive it; `clock` only stamps
  /// what happens, the pace is the card's or the machine's steady clock.
  SpeakerOutput(const SoundFormat& format, std::unique_ptr<SampleSink> sink,
                const protocols::io::Clock& clock, protocols::io::EventLoop& owner,
                ReportListener listener);
  /// What is on is reported as Stopped.
  ~SpeakerOutput() override;

  std::string_view kind() const override { return "sound"; }
  void play(PlayCommand command) override;
  void prepare(PlayCommand command) override;
  void stop(PlayToken token) override;
  OutputStatus status() const override { return status_.copy(); }
  std::optional<Snapshot> snapshot() const override { return std::nullopt; }

 private:
  void run();
  void apply_requests();
  bool put_out_a_block();
  void publish();

  const SoundFormat format_;
  const protocols::io::Clock& clock_;
  const std::unique_ptr<SampleSink> sink_;
  const Chimes chimes_ = Chimes::make();
  Reporter reporter_;
  const std::shared_ptr<Requests> requests_ = std::make_shared<Requests>();
  Sweeper sweeper_;
  SoundMixer mixer_;
  SoundTap tap_;
  SinkGuard guard_;
  Pace pace_;
  bool hurry_ = false;  ///< something was asked for: the next block goes ahead of time
  protocols::io::Guarded<OutputStatus> status_;
  std::thread thread_;
};

}  // namespace players
