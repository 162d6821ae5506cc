#include "controller/library/sound_take.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace controller {
namespace {

constexpr int kRate = players::kSoundRate;
constexpr std::int64_t kHole = kRate / 20;  // 50 ms: less is a container's rounding

// Owns the resampler and puts its samples at their places. Confined to take_sound.
class SoundLine {
 public:
  SoundLine(const MediaSource& source, std::size_t most_samples)
      : source_(source), most_(most_samples) {}
  ~SoundLine() { av_channel_layout_uninit(&layout_); }
  SoundLine(const SoundLine&) = delete;
  SoundLine& operator=(const SoundLine&) = delete;

  void take(AVFrame& frame) {
    if (frame.nb_samples <= 0 || frame.sample_rate <= 0) return;
    if (!resampler_ || changed(frame)) renew(frame);
    keep_in_time(frame);
    convert(&frame);
  }

  players::Sound finish() {
    if (resampler_) convert(nullptr);
    sound_.samples.resize(std::min(sound_.samples.size(), most_));
    return std::move(sound_);
  }

 private:
  bool changed(const AVFrame& frame) const {
    return frame.sample_rate != rate_ || frame.format != format_ ||
           av_channel_layout_compare(&frame.ch_layout, &layout_) != 0;
  }

  void renew(const AVFrame& frame) {
    if (resampler_) convert(nullptr);
    rate_ = frame.sample_rate;
    format_ = frame.format;
    av_channel_layout_copy(&layout_, &frame.ch_layout);
    AVChannelLayout from{};
    if (layout_.order == AV_CHANNEL_ORDER_UNSPEC) {
      av_channel_layout_default(&from, layout_.nb_channels);
    } else {
      av_channel_layout_copy(&from, &layout_);
    }
    AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO;  // swresample 4 takes it without const
    SwrContext* raw = nullptr;
    swr_alloc_set_opts2(&raw, &mono, AV_SAMPLE_FMT_FLT, kRate, &from,
                        static_cast<AVSampleFormat>(format_), rate_, 0, nullptr);
    av_channel_layout_uninit(&from);
    resampler_.reset(raw);
    av::check(raw ? swr_init(raw) : AVERROR(ENOMEM), "cannot resample this sound");
  }

  void keep_in_time(const AVFrame& frame) {
    if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return;
    const double seconds =
        static_cast<double>(frame.best_effort_timestamp) * av_q2d(source_.audio()->time_base) -
        source_.start();
    const auto due = static_cast<std::int64_t>(std::llround(seconds * kRate));
    const std::int64_t now =
        std::ssize(sound_.samples) - skip_ + swr_get_delay(resampler_.get(), kRate);
    const std::int64_t missing = due - now;
    if (started_ && std::abs(missing) <= kHole) return;
    started_ = true;
    if (missing < 0) {
      skip_ += -missing;
      return;
    }
    const auto room = std::ssize(sound_.samples) + missing;
    if (room > static_cast<std::int64_t>(most_)) return;  // a wild time stamp
    sound_.samples.resize(static_cast<std::size_t>(room), 0.0F);
  }

  void convert(AVFrame* frame) {
    const int in = frame ? frame->nb_samples : 0;
    const int most = swr_get_out_samples(resampler_.get(), in) + 64;
    const std::size_t had = sound_.samples.size();
    sound_.samples.resize(had + static_cast<std::size_t>(most));
    auto* to = reinterpret_cast<std::uint8_t*>(sound_.samples.data() + had);
    const auto** from = frame ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr;
    const int made = std::max(0, swr_convert(resampler_.get(), &to, most, from, in));
    sound_.samples.resize(had + static_cast<std::size_t>(made));
    drop_skipped(had);
  }

  // Samples that lie before time zero, or before what is already there.
  void drop_skipped(std::size_t had) {
    const std::int64_t fresh = std::ssize(sound_.samples) - static_cast<std::ptrdiff_t>(had);
    const std::int64_t drop = std::min(skip_, fresh);
    const auto from = sound_.samples.begin() + static_cast<std::ptrdiff_t>(had);
    sound_.samples.erase(from, from + drop);
    skip_ -= drop;
  }

  const MediaSource& source_;
  std::size_t most_;
  players::Sound sound_;
  av::Resampler resampler_;
  AVChannelLayout layout_{};
  int rate_ = 0;
  int format_ = AV_SAMPLE_FMT_NONE;
  std::int64_t skip_ = 0;
  bool started_ = false;
};

}  // namespace

TakenSound take_sound(const MediaSource& source, const ProbeLimits& limits,
                      const std::function<bool(const AVPacket&)>& go_on) {
  TakenSound taken;
  auto decoder = StreamDecoder::open(source.audio(), 1, limits.pixels);
  if (!decoder) return taken;
  const auto most = static_cast<std::size_t>(limits.duration.count()) * kRate / 1000;
  SoundLine line(source, most);
  taken.stopped = !decode_all(
      source, source.audio(), *decoder, [&](AVFrame& frame) { line.take(frame); }, go_on);
  taken.sound = line.finish();
  taken.damaged = decoder->damaged();
  return taken;
}

}  // namespace controller
