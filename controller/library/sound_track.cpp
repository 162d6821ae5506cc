#include "controller/library/sound_track.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "players/media/sound.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace controller {

namespace {

constexpr int kBits = 96'000;  // bits a second

av::Codec open_encoder() {
  const AVCodec* codec = avcodec_find_encoder_by_name("aac");
  if (!codec) throw std::runtime_error("library: this libavcodec has no AAC encoder");
  av::Codec context(avcodec_alloc_context3(codec));
  context->sample_rate = players::kSoundRate;
  context->sample_fmt = AV_SAMPLE_FMT_FLTP;
  context->ch_layout = av::mono();
  context->bit_rate = kBits;
  context->time_base = {1, players::kSoundRate};
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  av::check(avcodec_open2(context.get(), codec, nullptr), "cannot open the AAC encoder");
  return context;
}

}  // namespace

SoundTrack::SoundTrack(Mp4File& file, std::span<const float> mono)
    : file_(file),
      mono_(mono),
      codec_(open_encoder()),
      packet_(av::make_packet()),
      track_(file.add(*codec_)) {}

bool SoundTrack::write_until(double second) {
  const auto step = static_cast<std::size_t>(codec_->frame_size);
  while (at_ < mono_.size() && static_cast<double>(at_) < second * players::kSoundRate) {
    encode(mono_.subspan(at_, std::min(step, mono_.size() - at_)));
    at_ += step;
  }
  return at_ < mono_.size();
}

void SoundTrack::encode(std::span<const float> samples) {
  const av::Frame frame = av::make_frame();
  frame->nb_samples = static_cast<int>(samples.size());
  frame->format = AV_SAMPLE_FMT_FLTP;
  frame->ch_layout = av::mono();
  frame->sample_rate = players::kSoundRate;
  frame->pts = static_cast<std::int64_t>(at_);
  av::check(av_frame_get_buffer(frame.get(), 0), "cannot encode sound");
  std::memcpy(frame->data[0], samples.data(), samples.size_bytes());
  av::check(avcodec_send_frame(codec_.get(), frame.get()), "cannot encode sound");
  drain();
}

void SoundTrack::drain() {
  while (avcodec_receive_packet(codec_.get(), packet_.get()) >= 0) {
    file_.write(*packet_, track_, codec_->time_base);
  }
}

void SoundTrack::finish() {
  write_until(static_cast<double>(mono_.size()));
  av::check(avcodec_send_frame(codec_.get(), nullptr), "cannot encode sound");
  drain();
}

}  // namespace controller
