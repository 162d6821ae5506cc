#include "players/speaker/sound_file_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace players {

namespace {

constexpr std::uint64_t kLead = 2 * SoundFormat::rate;  // samples decoded to settle the codec

std::string description(const SoundFormat& format) {
  // 25 packets of 20 ms, taken as they are: the decoder's thread wakes when half a second is used.
  return fmt::format(
      "filesrc name=in ! oggdemux ! opusdec ! audioconvert ! "
      "audio/x-raw,format=S16LE,rate={},channels={},layout=interleaved ! "
      "appsink name=out sync=false max-buffers=25 enable-last-sample=false",
      SoundFormat::rate, format.channels);
}

std::filesystem::path present(std::filesystem::path file) {
  if (!std::filesystem::is_regular_file(file))
    throw std::runtime_error(fmt::format("cannot play {}: there is no such file", file.string()));
  return file;
}

// Short ways are decoded and thrown away, long ones are jumped to with a lead.
std::chrono::nanoseconds jump(std::uint64_t first) {
  if (first < 5 * kLead) return {};
  return std::chrono::nanoseconds{
      gst_util_uint64_scale(first - kLead, GST_SECOND, SoundFormat::rate)};
}

}  // namespace

SoundFileItem::SoundFileItem(const std::filesystem::path& file, const SoundFormat& format,
                             std::uint64_t first, std::function<void()> wake)
    : channels_(format.channels),
      first_(first),
      reached_first_(first == 0),
      decoder_(description(format), present(file), jump(first), std::move(wake)) {}

void SoundFileItem::load_decoders() {
  DecodePipeline::load(description({}));
}

SoundItem::Filled SoundFileItem::fill(std::span<float> out) {
  while (!sample_) {
    switch (take_buffer()) {
      case Decoding::Ready:
        break;
      case Decoding::Ended:
        return {State::Ended};
      case Decoding::Failed:
        return {State::Failed, 0, 0, decoder_.problem()};
      default:
        return {State::Waiting};
    }
  }
  const auto samples = copy(out);
  return {State::Ready, samples, samples};
}

SoundFileItem::Decoding SoundFileItem::take_buffer() {
  auto pulled = decoder_.pull();
  if (pulled.state != Decoding::Ready) return pulled.state;
  used_ = 0;
  if (!reached_first_) skip_to_first(pulled.sample.get());
  if (used_ < gst_buffer_get_size(gst_sample_get_buffer(pulled.sample.get())))
    sample_ = std::move(pulled.sample);
  return Decoding::Ready;
}

void SoundFileItem::skip_to_first(GstSample* sample) {
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  const auto time = gst_segment_to_stream_time(gst_sample_get_segment(sample), GST_FORMAT_TIME,
                                               GST_BUFFER_PTS(buffer));
  const auto begin = gst_util_uint64_scale_round(time, SoundFormat::rate, GST_SECOND);
  const auto bytes = gst_buffer_get_size(buffer);
  const auto skip = begin < first_ ? (first_ - begin) * channels_ * sizeof(std::int16_t) : 0;
  used_ = std::min<std::size_t>(skip, bytes);
  reached_first_ = skip < bytes;
}

std::size_t SoundFileItem::copy(std::span<float> out) {
  GstBuffer* buffer = gst_sample_get_buffer(sample_.get());
  GstMapInfo map;
  if (!gst_buffer_map(buffer, &map, GST_MAP_READ)) throw std::bad_alloc();
  const auto values = std::min(out.size(), (map.size - used_) / sizeof(std::int16_t));
  for (std::size_t i = 0; i < values; i++) {
    std::int16_t value;
    std::memcpy(&value, map.data + used_ + i * sizeof value, sizeof value);
    out[i] = static_cast<float>(value) * (1.0F / 32768.0F);
  }
  used_ += values * sizeof(std::int16_t);
  const bool empty = used_ >= map.size;
  gst_buffer_unmap(buffer, &map);
  if (empty) sample_.reset();
  return values / channels_;
}

}  // namespace players
