#include "controller/library/sound_take.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

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
    note_place(frame);
    convert(&frame);
  }

  players::Sound finish() {
    if (resampler_) convert(nullptr);
    put_in_time();
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
    AVChannelLayout mono = av::mono();  // swresample 4 takes it without const
    SwrContext* raw = nullptr;
    swr_alloc_set_opts2(&raw, &mono, AV_SAMPLE_FMT_FLT, kRate, &from,
                        static_cast<AVSampleFormat>(format_), rate_, 0, nullptr);
    av_channel_layout_uninit(&from);
    resampler_.reset(raw);
    av::check(raw ? swr_init(raw) : AVERROR(ENOMEM), "cannot resample this sound");
  }

  void note_place(const AVFrame& frame) {
    if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return;
    const std::int64_t due =
        av_rescale_q(frame.best_effort_timestamp, source_.audio()->time_base, {1, kRate}) -
        av_rescale_q(source_.start(), av::kMicroseconds, {1, kRate});
    marks_.push_back({std::ssize(sound_.samples) + swr_get_delay(resampler_.get(), kRate), due});
  }

  // Time stamps that run backwards (Ogg pages with packets of junk do that) say nothing at all.
  bool stamps_are_credible() const {
    const auto backwards = [](const Mark& one, const Mark& next) {
      return next.due < one.due - kHole;
    };
    return std::adjacent_find(marks_.begin(), marks_.end(), backwards) == marks_.end();
  }

  void put_in_time() {
    if (marks_.empty()) return;
    if (!stamps_are_credible()) marks_.assign(1, {marks_.front().at, stream_start()});
    cut_front(marks_.front().at - marks_.front().due);
    std::int64_t moved = 0;
    for (const Mark& mark : marks_) {
      const std::int64_t at = mark.at - cut_ + moved;
      const std::int64_t missing = mark.due - at;
      if (missing <= (moved == 0 && at <= 0 ? 0 : kHole)) continue;
      if (std::ssize(sound_.samples) + missing > static_cast<std::int64_t>(most_)) break;
      const auto place = std::clamp<std::int64_t>(at, 0, std::ssize(sound_.samples));
      sound_.samples.insert(sound_.samples.begin() + place, static_cast<std::size_t>(missing),
                            0.0F);
      moved += missing;
    }
  }

  // Samples before time zero.
  void cut_front(std::int64_t count) {
    cut_ = std::clamp<std::int64_t>(count, 0, std::ssize(sound_.samples));
    sound_.samples.erase(sound_.samples.begin(), sound_.samples.begin() + cut_);
  }

  std::int64_t stream_start() const {
    const AVStream* audio = source_.audio();
    if (audio->start_time == AV_NOPTS_VALUE) return 0;
    return std::max<std::int64_t>(0,
                                  av_rescale_q(audio->start_time, audio->time_base, {1, kRate}) -
                                      av_rescale_q(source_.start(), av::kMicroseconds, {1, kRate}));
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
  }

  // Where a frame's samples begin in what came out, and where its time stamp wants them.
  struct Mark {
    std::int64_t at;
    std::int64_t due;
  };

  const MediaSource& source_;
  std::size_t most_;
  players::Sound sound_;
  av::Resampler resampler_;
  AVChannelLayout layout_{};
  int rate_ = 0;
  int format_ = AV_SAMPLE_FMT_NONE;
  std::vector<Mark> marks_;
  std::int64_t cut_ = 0;
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
