#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "players/output/decode_pipeline.h"
#include "players/speaker/sound_format.h"
#include "players/speaker/sound_item.h"

namespace players {

/// A sound rendition (Ogg Opus) sample for sample. Half a second is decoded ahead.
class SoundFileItem final : public SoundItem {
 public:
  /// Begins with sample `first`. Throws std::runtime_error if the file is not there or no decoder
  /// can be built.
  SoundFileItem(const std::filesystem::path& file, const SoundFormat& format, std::uint64_t first,
                std::function<void()> wake);

  Filled fill(std::span<float> out) override;

  /// See DecodePipeline::load().
  static void load_decoders();

 private:
  using Decoding = DecodePipeline::State;

  Decoding take_buffer();
  void skip_to_first(GstSample* sample);
  std::size_t copy(std::span<float> out);

  const std::size_t channels_;
  const std::uint64_t first_;
  bool reached_first_;
  DecodePipeline decoder_;
  GstOwned<GstSample> sample_;  ///< being emptied
  std::size_t used_ = 0;        ///< bytes of it
};

}  // namespace players
