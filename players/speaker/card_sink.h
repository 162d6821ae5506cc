#pragma once

#include <memory>
#include <string>

#include "players/output/push_pipeline.h"
#include "players/speaker/sample_sink.h"

namespace players {

/// A sound card of this machine through GStreamer. The card sets the pace; about 100 ms stand in
/// its buffer.
///
/// Owned by an output, called on the loudspeaker's thread only.
class CardSink final : public SampleSink {
 public:
  /// `element`: a GStreamer audio sink with its properties ("autoaudiosink",
  /// "alsasink device=hw:1 buffer-time=100000 latency-time=20000"); see alsa_element().
  explicit CardSink(std::string element);

  void open(const SoundFormat& format) override;
  void write(const SoundBlock& block) override;
  bool paces() const override { return true; }
  std::chrono::milliseconds patience() const override { return std::chrono::milliseconds{15}; }

 private:
  const std::string element_;
  std::unique_ptr<PushPipeline> pipeline_;
};

/// The alsasink for an ALSA device name ("default", "hw:1,0"); empty = "autoaudiosink".
/// Throws std::invalid_argument for a name with quotes, backslashes or control characters.
std::string alsa_element(const std::string& device);

}  // namespace players
