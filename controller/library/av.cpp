#include "controller/library/av.h"

#include <array>
#include <cerrno>
#include <new>

#include "protocols/io/storage_error.h"

namespace controller::av {

std::string text_of(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

int check(int result, const std::string& what) {
  if (result >= 0) return result;
  if (result == AVERROR(ENOSPC) || result == AVERROR(EDQUOT)) {
    protocols::io::throw_storage_error(what, AVUNERROR(result));
  }
  throw std::runtime_error(what + ": " + text_of(result));
}

Frame make_frame() {
  Frame frame(av_frame_alloc());
  if (!frame) throw std::bad_alloc();
  return frame;
}

Packet make_packet() {
  Packet packet(av_packet_alloc());
  if (!packet) throw std::bad_alloc();
  return packet;
}

Frame make_picture(int format, int width, int height) {
  Frame frame = make_frame();
  frame->format = format;
  frame->width = width;
  frame->height = height;
  check(av_frame_get_buffer(frame.get(), 0), "cannot make a picture buffer");
  return frame;
}

void be_quiet() {
  static const bool done = [] {
    av_log_set_level(AV_LOG_QUIET);
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace controller::av
