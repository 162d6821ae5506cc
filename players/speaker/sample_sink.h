#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "players/output/playing.h"
#include "players/speaker/sound_format.h"

namespace players {

/// An item begins or ends inside a block.
struct Mark {
  std::size_t at = 0;  ///< sample of the block before which it stands
  bool begins = true;  ///< false: ends
  std::string item;    ///< PlayCommand::item
};

/// 20 ms on their way to the amplifier.
struct SoundBlock {
  std::span<const std::int16_t> samples;  ///< SoundFormat::block x channels, interleaved
  std::span<const Mark> marks;            ///< in order
  Stamp at;                               ///< when the mixer handed it over
};

/// Where the sound of a loudspeaker goes. Called by the loudspeaker's thread only.
class SampleSink {
 public:
  virtual ~SampleSink() = default;

  /// Called before the first write() and again after any of the two has thrown; must then be able
  /// to go on. Throws std::runtime_error: what was tried, on what, the cause.
  virtual void open(const SoundFormat& format) = 0;
  /// When it returns, the block will sound (or is recorded) after those before it. Throws
  /// std::runtime_error when it was not accepted.
  virtual void write(const SoundBlock& block) = 0;
  /// True if write() waits at the pace of a sound card; false if the steady clock must set it.
  virtual bool paces() const { return false; }
  /// How late a block may be when a decoder is late, before it is filled up with silence.
  virtual std::chrono::milliseconds patience() const { return std::chrono::seconds{2}; }
};

/// Accepts and forgets: a loudspeaker for benchmarks. Confined to the loudspeaker's thread.
class NullSampleSink final : public SampleSink {
 public:
  void open(const SoundFormat&) override {}
  void write(const SoundBlock&) override {}
};

}  // namespace players
