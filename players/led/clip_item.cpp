#include "players/led/clip_item.h"

#include <fmt/format.h>
#include <gst/video/video.h>

#include <cstring>
#include <stdexcept>
#include <utility>

namespace players {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kAhead = 8;  // frames; 1.2 MB on a 320x160 board, twice (queue and ours)

std::string description() {
  // One streaming thread from file to queue: at board size a second thread costs more than it
  // helps.
  return fmt::format(
      "filesrc name=in ! qtdemux ! h264parse ! avdec_h264 max-threads=1 ! videoconvert ! "
      "video/x-raw,format=RGB ! appsink name=out sync=false max-buffers={} "
      "enable-last-sample=false",
      kAhead);
}

std::chrono::nanoseconds inside_frame(std::uint64_t frame, int fps) {
  if (frame == 0) return 0ns;
  // A quarter into it: no rounding of time stamps can make the decoder keep the frame before.
  return std::chrono::nanoseconds{(static_cast<std::int64_t>(frame) * 4 + 1) * 1'000'000'000 / 4 /
                                  fps};
}

}  // namespace

ClipItem::ClipItem(const std::filesystem::path& file, const PictureFormat& format,
                   std::uint64_t first, std::function<void()> wake)
    : file_(file),
      format_(format),
      first_(first),
      reached_first_(first == 0),
      decoder_(description(), file, inside_frame(first, format.fps), std::move(wake)) {}

PictureItem::Next ClipItem::next() {
  while (true) {
    if (decoded_.empty()) refill();
    if (decoded_.empty()) break;
    const auto sample = std::move(decoded_.front());
    decoded_.pop_front();
    if (!reached_first_ && before_first(sample.get())) continue;
    reached_first_ = true;
    given_++;
    try {
      return {State::Ready, to_image(sample.get()), ""};
    } catch (const std::exception& error) {
      return {State::Failed, nullptr, error.what()};
    }
  }
  if (state_ == DecodePipeline::State::Failed) return {State::Failed, nullptr, decoder_.problem()};
  if (state_ != DecodePipeline::State::Ended) return {State::Waiting, nullptr, ""};
  if (!cut_short()) return {State::Ended, nullptr, ""};
  return {State::Failed, nullptr,
          fmt::format("{} breaks off after frame {}", file_.string(), first_ + given_)};
}

bool ClipItem::ended() const {
  return decoded_.empty() && decoder_.ended() && !cut_short();
}

bool ClipItem::cut_short() const {
  const std::chrono::duration<double> promised = decoder_.duration();
  return static_cast<double>(first_ + given_) < promised.count() * format_.fps - 2;
}

void ClipItem::load_decoders() {
  DecodePipeline::load(description());
}

void ClipItem::refill() {
  while (decoded_.size() < kAhead) {
    auto pulled = decoder_.pull();
    state_ = pulled.state;
    if (state_ != DecodePipeline::State::Ready) return;
    decoded_.push_back(std::move(pulled.sample));
  }
}

bool ClipItem::before_first(GstSample* sample) const {
  const auto time = gst_segment_to_stream_time(gst_sample_get_segment(sample), GST_FORMAT_TIME,
                                               GST_BUFFER_PTS(gst_sample_get_buffer(sample)));
  if (time == GST_CLOCK_TIME_NONE) return false;
  const auto fps = static_cast<std::uint64_t>(format_.fps);
  return gst_util_uint64_scale_round(time, fps, GST_SECOND) < first_;
}

std::shared_ptr<const Image> ClipItem::to_image(GstSample* sample) const {
  GstVideoInfo info;
  if (!gst_video_info_from_caps(&info, gst_sample_get_caps(sample)))
    throw std::runtime_error(fmt::format("{}: the decoder gave no picture", file_.string()));
  if (GST_VIDEO_INFO_WIDTH(&info) != format_.width ||
      GST_VIDEO_INFO_HEIGHT(&info) != format_.height)
    throw std::runtime_error(fmt::format("{} is {}x{}, the board is {}x{}", file_.string(),
                                         GST_VIDEO_INFO_WIDTH(&info), GST_VIDEO_INFO_HEIGHT(&info),
                                         format_.width, format_.height));
  GstVideoFrame frame;
  if (!gst_video_frame_map(&frame, &info, gst_sample_get_buffer(sample), GST_MAP_READ))
    throw std::runtime_error(fmt::format("{}: a decoded frame cannot be read", file_.string()));
  auto image = std::make_shared<Image>(format_.width, format_.height);
  const auto* pixels = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&frame, 0));
  const auto stride = static_cast<std::size_t>(GST_VIDEO_FRAME_PLANE_STRIDE(&frame, 0));
  for (int y = 0; y < format_.height; y++) {
    const auto row = image->row(y);
    std::memcpy(row.data(), pixels + static_cast<std::size_t>(y) * stride, row.size());
  }
  gst_video_frame_unmap(&frame);
  return image;
}

}  // namespace players
