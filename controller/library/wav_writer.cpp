#include "controller/library/wav_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include "players/media/sound.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/storage_error.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace controller {

namespace io = protocols::io;

namespace {

constexpr std::size_t kAtOnce = 48'000;  // samples: memory stays small

std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return out;
}

// 44 bytes; `samples` 0 until the file is finished.
std::string header(std::uint64_t samples) {
  const std::uint64_t bytes = samples * 2;
  return "RIFF" + little(36 + bytes, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) +
         little(WavWriter::kRate, 4) + little(WavWriter::kRate * 2, 4) + little(2, 2) +
         little(16, 2) + "data" + little(bytes, 4);
}

io::UniqueFd opened(const std::filesystem::path& file) {
  io::UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!fd) io::throw_storage_error("cannot write " + file.string(), errno);
  return fd;
}

av::Resampler halving() {
  AVChannelLayout mono = av::mono();  // swresample 4 takes it without const
  SwrContext* raw = nullptr;
  swr_alloc_set_opts2(&raw, &mono, AV_SAMPLE_FMT_S16, WavWriter::kRate, &mono, AV_SAMPLE_FMT_FLT,
                      players::kSoundRate, 0, nullptr);
  av::Resampler resampler(raw);
  av::check(raw ? swr_init(raw) : AVERROR(ENOMEM), "cannot resample sound");
  return resampler;
}

}  // namespace

WavWriter::WavWriter(std::filesystem::path file)
    : file_(std::move(file)), fd_(opened(file_)), resampler_(halving()) {
  io::write_all(fd_.get(), header(0), file_);
}

void WavWriter::write(std::span<const float> mono) {
  taken_ += mono.size();
  while (!mono.empty()) {
    const auto piece = mono.first(std::min(kAtOnce, mono.size()));
    convert(reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<int>(piece.size()));
    mono = mono.subspan(piece.size());
  }
}

void WavWriter::convert(const std::uint8_t* from, int samples) {
  const int most = swr_get_out_samples(resampler_.get(), samples) + 64;
  std::vector<std::int16_t> out(static_cast<std::size_t>(most));
  auto* to = reinterpret_cast<std::uint8_t*>(out.data());
  const int made = av::check(
      swr_convert(resampler_.get(), &to, most, from ? &from : nullptr, samples), "cannot resample");
  put(std::span<const std::int16_t>(out).first(static_cast<std::size_t>(made)));
}

// What the resampler's own tail adds to the length is left out.
void WavWriter::put(std::span<const std::int16_t> samples) {
  const std::uint64_t whole = (taken_ + 1) / 2;
  const auto wanted = samples.first(std::min<std::uint64_t>(samples.size(), whole - made_));
  made_ += wanted.size();
  io::write_all(
      fd_.get(),
      {reinterpret_cast<const char*>(wanted.data()), wanted.size() * sizeof(*samples.data())},
      file_);
}

void WavWriter::finish() {
  convert(nullptr, 0);
  const std::vector<std::int16_t> missing((taken_ + 1) / 2 - made_);
  put(missing);
  if (::lseek(fd_.get(), 0, SEEK_SET) < 0) {
    io::throw_storage_error("cannot end " + file_.string(), errno);
  }
  io::write_all(fd_.get(), header(made_), file_);
}

}  // namespace controller
