#include "controller/library/film_writer.h"

#include <utility>

extern "C" {
#include <libavutil/opt.h>
}

namespace controller {

FilmWriter::FilmWriter(std::filesystem::path file, const playlists::Output& board,
                       const FilmStyle& style)
    : file_(std::move(file)), board_(board), style_(style), packet_(av::make_packet()) {}

FilmWriter::~FilmWriter() = default;

void FilmWriter::open_encoder(const AVFrame& first) {
  const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
  if (!codec) throw std::runtime_error("ingest: this libavcodec has no libx264");
  codec_.reset(avcodec_alloc_context3(codec));
  codec_->width = board_.width;
  codec_->height = board_.height;
  // A board's pixels are centimetres wide: halved colour would smear every edge (8 to 15 dB of PSNR
  // on drawn clips, for a tenth more bytes).
  codec_->pix_fmt = style_.for_browsers ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUV444P;
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
  av_opt_set(codec_->priv_data, "crf", style_.for_browsers ? "23" : "18", 0);
  av::check(avcodec_open2(codec_.get(), codec, nullptr), "cannot write the film " + file_.string());
}

void FilmWriter::open(const AVFrame& first) {
  open_encoder(first);
  mp4_ = std::make_unique<Mp4File>(file_);
  track_ = mp4_->add(*codec_);
  if (!style_.sound.empty()) sound_ = std::make_unique<SoundTrack>(*mp4_, style_.sound);
  mp4_->begin();
}

// The frame itself, or for browsers with half the colours each way.
AVFrame& FilmWriter::in_form(AVFrame& frame) {
  if (!style_.for_browsers) return frame;
  halver_.reset(sws_getCachedContext(halver_.release(), frame.width, frame.height,
                                     static_cast<AVPixelFormat>(frame.format), frame.width,
                                     frame.height, AV_PIX_FMT_YUV420P,
                                     SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
  if (!halver_) throw std::runtime_error("cannot scale this kind of picture");
  halved_ = av::make_picture(AV_PIX_FMT_YUV420P, frame.width, frame.height);
  sws_scale(halver_.get(), frame.data, frame.linesize, 0, frame.height, halved_->data,
            halved_->linesize);
  halved_->color_range = AVCOL_RANGE_MPEG;
  halved_->colorspace = frame.colorspace;
  return *halved_;
}

void FilmWriter::write(AVFrame& frame) {
  if (!codec_) open(frame);
  AVFrame& shown = in_form(frame);
  shown.pts = frames_++;
  shown.pict_type = AV_PICTURE_TYPE_NONE;  // the source's key frames are not ours
  av::check(avcodec_send_frame(codec_.get(), &shown), "cannot encode a frame");
  drain();
  if (sound_) sound_->write_until(static_cast<double>(frames_) / board_.fps);
}

void FilmWriter::drain() {
  while (avcodec_receive_packet(codec_.get(), packet_.get()) >= 0) {
    packet_->duration = 1;
    mp4_->write(*packet_, track_, codec_->time_base);
  }
}

void FilmWriter::finish() {
  if (!codec_) return;
  av::check(avcodec_send_frame(codec_.get(), nullptr), "cannot encode the last frame");
  drain();
  if (sound_) sound_->finish();
  mp4_->finish();
}

}  // namespace controller
