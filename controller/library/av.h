// The FFmpeg libraries' objects with owners, and their errors as text. Internal to this folder.
// What is owned is confined to its owner; the functions are thread-safe.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/frame.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace controller::av {

struct InputFree {
  void operator()(AVFormatContext* c) const { avformat_close_input(&c); }
};
struct OutputFree {
  void operator()(AVFormatContext* c) const {
    avio_closep(&c->pb);
    avformat_free_context(c);
  }
};
struct CodecFree {
  void operator()(AVCodecContext* c) const { avcodec_free_context(&c); }
};
struct FrameFree {
  void operator()(AVFrame* f) const { av_frame_free(&f); }
};
struct PacketFree {
  void operator()(AVPacket* p) const { av_packet_free(&p); }
};
struct ScalerFree {
  void operator()(SwsContext* c) const { sws_freeContext(c); }
};
struct ResamplerFree {
  void operator()(SwrContext* c) const { swr_free(&c); }
};

struct BytesFree {
  void operator()(AVIOContext* c) const;
};

using Bytes = std::unique_ptr<AVIOContext, BytesFree>;
using Input = std::unique_ptr<AVFormatContext, InputFree>;
using Output = std::unique_ptr<AVFormatContext, OutputFree>;
using Codec = std::unique_ptr<AVCodecContext, CodecFree>;
using Frame = std::unique_ptr<AVFrame, FrameFree>;
using Packet = std::unique_ptr<AVPacket, PacketFree>;
using Scaler = std::unique_ptr<SwsContext, ScalerFree>;
using Resampler = std::unique_ptr<SwrContext, ResamplerFree>;

/// AV_TIME_BASE_Q, whose compound literal is C and not C++.
inline constexpr AVRational kMicroseconds{1, AV_TIME_BASE};

/// One channel. libav's own macro leaves a field out, which clang refuses.
inline AVChannelLayout mono() {
  AVChannelLayout layout{};
  av_channel_layout_default(&layout, 1);
  return layout;
}

/// libav's words for an error number.
std::string text_of(int error);
/// Throws std::runtime_error("<what>: <cause>") if `result` is negative; StorageFull for ENOSPC.
int check(int result, const std::string& what);

/// A file's bytes as libav reads them, without its name. Throws StorageError if it cannot be read.
Bytes open_bytes(const std::filesystem::path& file);

Frame make_frame();
Packet make_packet();
/// A frame with its own buffers; throws if there is no memory.
Frame make_picture(int format, int width, int height);

/// Sends libav's messages nowhere: what matters is in our own errors, and file names people chose
/// do not belong into the log. Called by everything in this folder before the first use.
void be_quiet();

}  // namespace controller::av
