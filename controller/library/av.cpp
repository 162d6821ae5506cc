#include "controller/library/av.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <new>

#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace controller::av {

namespace {

constexpr int kReadAtOnce = 64 << 10;

int descriptor(void* opaque) {
  return static_cast<protocols::io::UniqueFd*>(opaque)->get();
}

int read_bytes(void* opaque, std::uint8_t* buffer, int size) {
  const auto got = ::read(descriptor(opaque), buffer, static_cast<std::size_t>(size));
  if (got < 0) return AVERROR(errno);
  return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t seek_bytes(void* opaque, std::int64_t offset, int whence) {
  if ((whence & AVSEEK_SIZE) != 0) {
    struct stat info {};
    return ::fstat(descriptor(opaque), &info) == 0 ? info.st_size : AVERROR(errno);
  }
  const auto at = ::lseek(descriptor(opaque), offset, whence & ~AVSEEK_FORCE);
  return at < 0 ? AVERROR(errno) : at;
}

}  // namespace

void BytesFree::operator()(AVIOContext* c) const {
  delete static_cast<protocols::io::UniqueFd*>(c->opaque);
  av_freep(static_cast<void*>(&c->buffer));
  avio_context_free(&c);
}

Bytes open_bytes(const std::filesystem::path& file) {
  auto fd = std::make_unique<protocols::io::UniqueFd>(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!*fd) protocols::io::throw_storage_error("cannot read " + file.string(), errno);
  auto* buffer = static_cast<unsigned char*>(av_malloc(kReadAtOnce));
  Bytes bytes(
      avio_alloc_context(buffer, kReadAtOnce, 0, fd.get(), read_bytes, nullptr, seek_bytes));
  if (!bytes) throw std::bad_alloc();
  static_cast<void>(fd.release());  // BytesFree has it now
  return bytes;
}

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
