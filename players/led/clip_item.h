#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>

#include "players/led/picture_format.h"
#include "players/led/picture_item.h"
#include "players/output/decode_pipeline.h"

namespace players {

/// An MP4 rendition (H.264, made for this board) frame for frame: the n-th next() is the n-th frame
/// of the file in presentation order, whatever its time stamps say about gaps.
///
/// Frames are taken from the decoder eight at a time, so that its thread and ours wake each other
/// three times a second instead of twenty-five.
class ClipItem final : public PictureItem {
 public:
  /// Begins with frame `first`. Throws std::runtime_error if no decoder can be built.
  ClipItem(const std::filesystem::path& file, const PictureFormat& format, std::uint64_t first,
           std::function<void()> wake);

  Next next() override;
  bool ended() const override;

  /// See DecodePipeline::load().
  static void load_decoders();

 private:
  void refill();
  bool before_first(GstSample* sample) const;
  /// Fewer frames than the file promises: it was cut off behind its index.
  bool cut_short() const;
  std::shared_ptr<const Image> to_image(GstSample* sample) const;

  const std::filesystem::path file_;
  const PictureFormat format_;
  const std::uint64_t first_;
  bool reached_first_;
  std::uint64_t given_ = 0;  ///< frames
  DecodePipeline decoder_;
  std::deque<GstOwned<GstSample>> decoded_;
  DecodePipeline::State state_ = DecodePipeline::State::Waiting;
};

}  // namespace players
