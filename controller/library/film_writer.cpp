#include "controller/library/film_writer.h"

#include <utility>

extern "C" {
#include <libavutil/opt.h>
}

namespace controller {

FilmWriter::FilmWriter(std::filesystem::path file, const playlists::Output& board)
    : file_(std::move(file)), board_(board), packet_(av::make_packet()) {}

FilmWriter::~FilmWriter() = default;

void FilmWriter::open(const AVFrame& first) {
  const std::string what = "cannot write the film " + file_.string();
  const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
  if (!codec) throw std::runtime_error("ingest: this libavcodec has no libx264");
  codec_.reset(avcodec_alloc_context3(codec));
  codec_->width = board_.width;
  codec_->height = board_.height;
  // A board's pixels are centimetres wide: halved colour would smear every edge (8 to 15 dB of PSNR
  // on drawn clips, for a tenth more bytes).
  codec_->pix_fmt = AV_PIX_FMT_YUV444P;
  codec_->sample_aspect_ratio = {1, 1};
  codec_->time_base = {1, board_.fps};
  codec_->framerate = {board_.fps, 1};
  codec_->gop_size = board_.fps;
  codec_->max_b_frames = 0;
  codec_->thread_count = 1;  // frames this small cost more to share out than to encode
  codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
  codec_->color_range = AVCOL_RANGE_MPEG;
  // Unnamed means BT.601 to FFmpeg and to most players of small films: say so.
  codec_->colorspace =
      first.colorspace == AVCOL_SPC_UNSPECIFIED || first.colorspace == AVCOL_SPC_RGB
          ? AVCOL_SPC_SMPTE170M
          : first.colorspace;
  codec_->color_primaries = first.color_primaries;
  codec_->color_trc = first.color_trc;
  av_opt_set(codec_->priv_data, "preset", "veryfast", 0);
  av_opt_set(codec_->priv_data, "crf", "18", 0);
  av::check(avcodec_open2(codec_.get(), codec, nullptr), what);

  AVFormatContext* raw = nullptr;
  av::check(avformat_alloc_output_context2(&raw, nullptr, "mp4", file_.c_str()), what);
  output_.reset(raw);
  raw->flags |= AVFMT_FLAG_BITEXACT;
  AVStream* stream = avformat_new_stream(raw, nullptr);
  if (!stream) throw std::bad_alloc();
  stream->time_base = codec_->time_base;
  stream->avg_frame_rate = codec_->framerate;
  av::check(avcodec_parameters_from_context(stream->codecpar, codec_.get()), what);
  av::check(avio_open(&raw->pb, file_.c_str(), AVIO_FLAG_WRITE), what);
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "faststart", 0);
  const int result = avformat_write_header(raw, &options);
  av_dict_free(&options);
  av::check(result, what);
}

void FilmWriter::write(AVFrame& frame) {
  if (!codec_) open(frame);
  frame.pts = frames_++;
  frame.pict_type = AV_PICTURE_TYPE_NONE;  // the source's key frames are not ours
  av::check(avcodec_send_frame(codec_.get(), &frame), "cannot encode a frame");
  drain();
}

void FilmWriter::drain() {
  while (avcodec_receive_packet(codec_.get(), packet_.get()) >= 0) {
    packet_->duration = 1;
    av_packet_rescale_ts(packet_.get(), codec_->time_base, output_->streams[0]->time_base);
    packet_->stream_index = 0;
    av::check(av_interleaved_write_frame(output_.get(), packet_.get()),
              "cannot write the film " + file_.string());
  }
}

void FilmWriter::finish() {
  if (!codec_) return;
  av::check(avcodec_send_frame(codec_.get(), nullptr), "cannot encode the last frame");
  drain();
  av::check(av_write_trailer(output_.get()), "cannot end the film " + file_.string());
  // A full disk may only show when buffered bytes go out.
  AVIOContext* pb = output_->pb;
  output_->pb = nullptr;
  av::check(avio_close(pb), "cannot end the film " + file_.string());
}

}  // namespace controller
