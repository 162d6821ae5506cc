#include "controller/library/mp4_file.h"

#include <new>
#include <utility>

namespace controller {

Mp4File::Mp4File(std::filesystem::path file) : file_(std::move(file)) {
  AVFormatContext* raw = nullptr;
  av::check(avformat_alloc_output_context2(&raw, nullptr, "mp4", file_.c_str()),
            "cannot write " + file_.string());
  output_.reset(raw);
  raw->flags |= AVFMT_FLAG_BITEXACT;
}

int Mp4File::add(const AVCodecContext& codec) {
  AVStream* stream = avformat_new_stream(output_.get(), nullptr);
  if (!stream) throw std::bad_alloc();
  stream->time_base = codec.time_base;
  stream->avg_frame_rate = codec.framerate;
  av::check(avcodec_parameters_from_context(stream->codecpar, &codec),
            "cannot write " + file_.string());
  return stream->index;
}

void Mp4File::begin() {
  const std::string what = "cannot write " + file_.string();
  av::check(avio_open(&output_->pb, file_.c_str(), AVIO_FLAG_WRITE), what);
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "faststart", 0);
  const int result = avformat_write_header(output_.get(), &options);
  av_dict_free(&options);
  av::check(result, what);
}

void Mp4File::write(AVPacket& packet, int track, AVRational unit) {
  av_packet_rescale_ts(&packet, unit, output_->streams[track]->time_base);
  packet.stream_index = track;
  av::check(av_interleaved_write_frame(output_.get(), &packet), "cannot write " + file_.string());
}

void Mp4File::finish() {
  av::check(av_write_trailer(output_.get()), "cannot end " + file_.string());
  // A full disk may only show when buffered bytes go out.
  AVIOContext* pb = output_->pb;
  output_->pb = nullptr;
  av::check(avio_close(pb), "cannot end " + file_.string());
}

}  // namespace controller
