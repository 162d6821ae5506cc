#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "players/output/lineup.h"
#include "players/output/requests.h"
#include "players/speaker/sound_item.h"
#include "players/speaker/sound_tap.h"

namespace players {

/// Mixes what a loudspeaker plays into blocks of 20 ms: the item that is on, and while it is cut
/// the dying 5 ms (or fade) of the one before. Knows no thread and no sink: the loudspeaker's
/// thread calls apply() for what was asked and mix() when a block is due, and hands the block to
/// the tap.
///
/// Each sample of a block belongs to one item or to none; the ramp of a cut item belongs to what
/// replaced it.
///
/// Confined to the loudspeaker's thread.
class SoundMixer {
 public:
  using Open = Lineup<SoundItem>::Open;
  static constexpr std::size_t kRamp = SoundFormat::rate / 200;  ///< samples: 5 ms
  static constexpr std::chrono::seconds kLongestFade{3};
  /// A file that decodes nothing for so long has failed.
  static constexpr std::chrono::seconds kStall{10};

  SoundMixer(const SoundFormat& format, Open open, Report report, Sweeper& sweeper);

  void apply(Request request, const Stamp& at);
  /// Fills the block. False: the file that is on has not decoded enough; ask again after a wake, or
  /// with `patient` false to have the rest filled up with silence.
  bool mix(bool patient, const Stamp& at);
  /// The block, after mix() returned true: SoundFormat::block x channels, before the limiter.
  std::vector<float>& block() { return block_; }
  /// Whose its samples are, in order; the caller takes them.
  std::vector<SoundSpan> take_spans() { return std::exchange(spans_, {}); }
  /// Ends everything as Stopped, into the spans: the output is going away.
  void close(const Stamp& at);

  /// `state`, `problem`, `level` and `total` are the output's to fill in.
  OutputStatus status() const;

 private:
  using Entry = Lineup<SoundItem>::Entry;

  void apply_to(PlayRequest& request, const Stamp& at);
  void apply_to(PrepareRequest& request, const Stamp& at);
  void apply_to(StopRequest& request, const Stamp& at);
  void put_on(std::optional<Entry> entry, const Stamp& at);
  void take_off(PlayEnd why, const std::string& problem);
  void end(PlayEnd why, const std::string& problem, const Stamp& at);
  void cut(PlayEnd why, const Stamp& at);
  void keep_tail();
  /// Adds what rings to the block, up to that sample of it.
  void add_tail_before(std::size_t until);
  /// False when it has to wait for the decoder.
  bool fill_from_item(bool patient, const Stamp& at);
  void took(const SoundItem::Filled& filled, const Stamp& at);
  void shape(std::span<float> sound);
  void fill_with_silence();
  std::size_t room() const { return SoundFormat::block - filled_; }

  const std::size_t channels_;
  Sweeper& sweeper_;
  Lineup<SoundItem> lineup_;
  std::optional<Entry> on_;
  bool begun_ = false;       ///< a sample of on_ was mixed
  std::uint64_t given_ = 0;  ///< samples of on_ mixed so far
  float gain_ = 1;           ///< of on_
  std::size_t fade_in_ = 0;  ///< samples; 0 = none
  std::chrono::nanoseconds waiting_since_{};
  std::vector<float> block_;
  std::size_t filled_ = 0;  ///< samples of block_
  std::vector<SoundSpan> spans_;
  std::vector<float> tail_;    ///< what still rings of a cut item, interleaved
  std::size_t tail_from_ = 0;  ///< sample of the block where tail_ begins
  protocols::io::WallTime idle_since_{};
};

}  // namespace players
