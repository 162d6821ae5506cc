#include "controller/library/media_source.h"

#include <algorithm>
#include <cmath>
#include <string_view>

extern "C" {
#include <libavutil/display.h>
}

namespace controller {
namespace {

// Self-contained files only: no playlist (hls, concat, dash), no text, no device.
constexpr char kContainers[] =
    "mov,matroska,webm,avi,mpeg,mpegts,mpegvideo,ogg,mp3,wav,w64,flac,aac,aiff,amr,asf,flv,gif,"
    "caf,au,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe";

bool counts(const AVStream* stream) {
  return (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0;
}

AVStream* best(AVFormatContext* context, AVMediaType type) {
  const int index = av_find_best_stream(context, type, -1, -1, nullptr, 0);
  if (index < 0) return nullptr;
  AVStream* stream = context->streams[index];
  return counts(stream) ? stream : nullptr;
}

// Without this a file that says it is 40,000 pixels wide would be decoded just to be looked at.
void limit_pixels(AVFormatContext* context, std::int64_t most_pixels) {
  std::vector<AVDictionary*> options(context->nb_streams, nullptr);
  for (auto& each : options) av_dict_set_int(&each, "max_pixels", most_pixels, 0);
  avformat_find_stream_info(context, options.empty() ? nullptr : options.data());
  for (auto& each : options) av_dict_free(&each);
}

std::optional<std::int64_t> start_of(const AVStream* stream) {
  if (!stream || stream->start_time == AV_NOPTS_VALUE) return std::nullopt;
  return av_rescale_q(stream->start_time, stream->time_base, av::kMicroseconds);
}

}  // namespace

Turn turn_of(const std::int32_t* matrix) {
  if (!matrix) return {};
  // The matrix maps stored to seen: x' = a x + c y, y' = b x + d y, with a, b, c, d at 0, 1, 3, 4.
  // A negative determinant is a mirroring, taken out by exchanging left and right afterwards.
  const double a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  Turn turn;
  turn.mirrored = a * d - b * c < 0;
  const double angle = std::atan2(b, turn.mirrored ? -a : a) * 180.0 / M_PI;
  turn.degrees = (static_cast<int>(std::lround(angle / 90.0)) * 90 + 360) % 360;
  return turn;
}

std::optional<MediaSource> MediaSource::open(const std::filesystem::path& file,
                                             const ProbeLimits& limits, int& error) {
  av::be_quiet();
  av::Bytes bytes = av::open_bytes(file);
  AVFormatContext* raw = avformat_alloc_context();
  if (!raw) throw std::bad_alloc();
  raw->pb = bytes.get();
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "none", 0);
  av_dict_set(&options, "format_whitelist", kContainers, 0);
  error = avformat_open_input(&raw, nullptr, nullptr, &options);  // frees raw if it fails
  av_dict_free(&options);
  if (error < 0) return std::nullopt;
  av::Input input(raw);
  limit_pixels(raw, limits.pixels);
  return MediaSource(std::move(bytes), std::move(input));
}

MediaSource::MediaSource(av::Bytes bytes, av::Input input)
    : bytes_(std::move(bytes)),
      input_(std::move(input)),
      video_(best(input_.get(), AVMEDIA_TYPE_VIDEO)),
      audio_(best(input_.get(), AVMEDIA_TYPE_AUDIO)) {}

bool MediaSource::is_still() const {
  return std::string_view(input_->iformat->name).find("_pipe") != std::string_view::npos;
}

std::chrono::milliseconds MediaSource::duration() const {
  if (is_still() || input_->duration == AV_NOPTS_VALUE) return std::chrono::milliseconds{0};
  return std::chrono::milliseconds(std::max<std::int64_t>(0, input_->duration / 1000));
}

std::int64_t MediaSource::start() const {
  const auto video = start_of(video_);
  const auto audio = start_of(audio_);
  if (video && audio) return std::min(*video, *audio);
  return video ? *video : audio.value_or(0);
}

Turn MediaSource::turn() const {
  if (!video_) return {};
  const auto* data = av_stream_get_side_data(video_, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
  return turn_of(reinterpret_cast<const std::int32_t*>(data));
}

double MediaSource::fps() const {
  if (!video_ || is_still()) return 0.0;
  const AVRational rate =
      video_->avg_frame_rate.num > 0 ? video_->avg_frame_rate : video_->r_frame_rate;
  return rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0.0;
}

std::optional<StreamDecoder> StreamDecoder::open(const AVStream* stream, int threads,
                                                 std::int64_t most_pixels) {
  const AVCodec* codec = avcodec_find_decoder(stream->codecpar->codec_id);
  if (!codec) return std::nullopt;
  av::Codec context(avcodec_alloc_context3(codec));
  if (!context) throw std::bad_alloc();
  context->thread_count = threads;
  context->max_pixels = most_pixels;
  context->pkt_timebase = stream->time_base;
  if (avcodec_parameters_to_context(context.get(), stream->codecpar) < 0 ||
      avcodec_open2(context.get(), codec, nullptr) < 0) {
    return std::nullopt;
  }
  return StreamDecoder(std::move(context));
}

void StreamDecoder::feed(const AVPacket* packet, const std::function<void(AVFrame&)>& take) {
  if (avcodec_send_packet(codec_.get(), packet) < 0 && packet) ++damaged_;
  for (;;) {
    const int result = avcodec_receive_frame(codec_.get(), frame_.get());
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
    if (result < 0) {
      ++damaged_;
      return;
    }
    if (frame_->decode_error_flags != 0 || (frame_->flags & AV_FRAME_FLAG_CORRUPT) != 0) {
      ++damaged_;
    }
    take(*frame_);
    av_frame_unref(frame_.get());
  }
}

bool decode_all(const MediaSource& source, const AVStream* stream, StreamDecoder& decoder,
                const std::function<void(AVFrame&)>& take,
                const std::function<bool(const AVPacket&)>& between) {
  // Streams nobody wants are read over and not discarded by libav: its Ogg reader loses count of
  // time when streams beside the wanted one are discarded.
  const av::Packet packet = av::make_packet();
  while (av_read_frame(source.context(), packet.get()) >= 0) {
    bool go_on = true;
    if (packet->stream_index == stream->index) {
      decoder.feed(packet.get(), take);
      go_on = between(*packet);
    }
    av_packet_unref(packet.get());
    if (!go_on) return false;
  }
  decoder.feed(nullptr, take);
  return true;
}

}  // namespace controller
