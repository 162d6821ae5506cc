#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "players/output/playing.h"
#include "players/speaker/peak_limiter.h"
#include "players/speaker/sample_sink.h"

namespace players {

/// Some samples in a row, all of one item or of none; or the point where an item ended.
struct SoundSpan {
  std::shared_ptr<Playing> playing;  ///< null = nobody's
  std::size_t samples = 0;
  std::optional<PlayEnd> end{};  ///< the item ends here
  std::string problem{};         ///< with PlayEnd::Failed
};

/// The end of the mix: limiter, 16 bit, and the measuring of what really goes to the sink. Keeps
/// the spans as late as the limiter makes the sound, so that every count is of samples the sink has
/// accepted.
///
/// Confined to the loudspeaker's thread.
class SoundTap {
 public:
  SoundTap(const SoundFormat& format, Report report);

  /// Limits, converts and measures one block. The result is valid until the next call.
  SoundBlock take(std::vector<float>& mixed, std::vector<SoundSpan> spans, const Stamp& at);
  /// What became of the block take() gave; `at` is the moment after the sink took it.
  void delivered(bool accepted, const Stamp& at);
  /// Reports all that has ended but still stands in the limiter: nothing more will be put out.
  void flush(std::vector<SoundSpan> spans, const Stamp& at);

  std::uint64_t total() const { return total_; }
  /// Of the last 200 ms.
  Level level() const;

 private:
  void convert(const std::vector<float>& limited);
  void cut_spans_to_block();
  static Metered measure(std::span<const std::int16_t> values);
  void mark(const SoundSpan& span, std::size_t at);

  const std::size_t channels_;
  const Report report_;
  PeakLimiter limiter_;
  std::deque<SoundSpan> late_;       ///< still in the limiter
  std::vector<SoundSpan> in_block_;  ///< of the block take() gave
  std::vector<Metered> measured_;    ///< one for each of in_block_
  std::vector<Mark> marks_;
  std::shared_ptr<Playing> marked_;  ///< whose beginning was marked last
  std::vector<std::int16_t> samples_;
  std::array<Metered, 10> meter_{};  ///< ring of blocks
  std::size_t meter_at_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace players
