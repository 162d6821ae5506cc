#include "controller/library/sound_writer.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "controller/library/av.h"
#include "players/media/sound.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

namespace controller {
namespace {

av::Codec open_encoder(int bits_per_second) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libopus");
  if (!codec) throw std::runtime_error("ingest: this libavcodec has no libopus");
  av::Codec context(avcodec_alloc_context3(codec));
  context->sample_rate = players::kSoundRate;
  context->sample_fmt = AV_SAMPLE_FMT_FLT;
  context->ch_layout = av::mono();
  context->bit_rate = bits_per_second;
  context->time_base = {1, players::kSoundRate};
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  av_opt_set(context->priv_data, "application", "audio", 0);
  av_opt_set(context->priv_data, "frame_duration", "20", 0);
  av::check(avcodec_open2(context.get(), codec, nullptr), "cannot open the Opus encoder");
  return context;
}

av::Output open_file(const std::filesystem::path& file, const AVCodecContext& codec) {
  const std::string what = "cannot write the sound " + file.string();
  AVFormatContext* raw = nullptr;
  av::check(avformat_alloc_output_context2(&raw, nullptr, "ogg", file.c_str()), what);
  av::Output output(raw);
  raw->flags |= AVFMT_FLAG_BITEXACT;
  AVStream* stream = avformat_new_stream(raw, nullptr);
  if (!stream) throw std::bad_alloc();
  stream->time_base = codec.time_base;
  av::check(avcodec_parameters_from_context(stream->codecpar, &codec), what);
  av::check(avio_open(&raw->pb, file.c_str(), AVIO_FLAG_WRITE), what);
  // Pages of at most half a second: a player that begins in the middle has little to throw away.
  AVDictionary* options = nullptr;
  av_dict_set(&options, "page_duration", "500000", 0);
  const int result = avformat_write_header(raw, &options);
  av_dict_free(&options);
  av::check(result, what);
  return output;
}

void drain(AVCodecContext& codec, AVFormatContext& output, AVPacket& packet) {
  while (avcodec_receive_packet(&codec, &packet) >= 0) {
    av_packet_rescale_ts(&packet, codec.time_base, output.streams[0]->time_base);
    packet.stream_index = 0;
    av::check(av_interleaved_write_frame(&output, &packet), "cannot write sound");
  }
}

}  // namespace

void write_opus(const std::filesystem::path& file, std::span<const float> mono,
                int bits_per_second) {
  const av::Codec codec = open_encoder(bits_per_second);
  const av::Output output = open_file(file, *codec);
  const av::Packet packet = av::make_packet();
  const auto step = static_cast<std::size_t>(codec->frame_size);
  for (std::size_t at = 0; at < mono.size(); at += step) {
    const std::size_t count = std::min(step, mono.size() - at);
    const av::Frame frame = av::make_frame();
    frame->nb_samples = static_cast<int>(count);
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->ch_layout = av::mono();
    frame->sample_rate = players::kSoundRate;
    frame->pts = static_cast<std::int64_t>(at);
    av::check(av_frame_get_buffer(frame.get(), 0), "cannot encode sound");
    std::memcpy(frame->data[0], mono.data() + at, count * sizeof(float));
    av::check(avcodec_send_frame(codec.get(), frame.get()), "cannot encode sound");
    drain(*codec, *output, *packet);
  }
  av::check(avcodec_send_frame(codec.get(), nullptr), "cannot encode sound");
  drain(*codec, *output, *packet);
  av::check(av_write_trailer(output.get()), "cannot end the sound " + file.string());
  AVIOContext* pb = output->pb;
  output->pb = nullptr;
  av::check(avio_close(pb), "cannot end the sound " + file.string());
}

}  // namespace controller
