#include "players/led/frame_recording.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <string_view>
#include <system_error>

#include "protocols/io/durable_file.h"

namespace players {

namespace io = protocols::io;

namespace {

// Third column; nothing for a line that is not ours.
std::optional<std::uint64_t> frame_number(std::string_view line) {
  for (int column = 0; column < 2; column++) {
    const auto comma = line.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    line.remove_prefix(comma + 1);
  }
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc{} || end == line.data()) return std::nullopt;
  return number;
}

// A PNG ends with the IEND chunk; after a power cut a file may be short or full of zeros.
bool whole_png(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.seekg(-8, std::ios::end)) return false;
  char end[4] = {};
  file.read(end, 4);
  return file && std::string_view(end, 4) == "IEND";
}

std::filesystem::path made(const std::filesystem::path& folder) {
  io::make_folder(folder);
  return folder;
}

}  // namespace

FrameRecording::FrameRecording(const std::filesystem::path& folder)
    : frames_(made(folder / "frames")),
      csv_(folder / "frames.csv", "time,item,frame,wall_ms,item_frame"),
      next_(after_last_whole_frame()) {
  std::filesystem::remove(picture(next_));
  std::filesystem::remove(picture(next_).string() + ".part");
}

std::uint64_t FrameRecording::after_last_whole_frame() {
  while (true) {
    const auto line = csv_.last_line();
    if (line.empty()) return 0;
    const auto number = frame_number(line);
    if (number && whole_png(picture(*number))) return *number + 1;
    csv_.drop_last_line();
  }
}

std::filesystem::path FrameRecording::picture(std::uint64_t number) const {
  return frames_ / fmt::format("{:06}.png", number);
}

void FrameRecording::append(const ShownFrame& frame) {
  const bool same = can_link_ && !frame.changed && !frame.new_item;
  if (!same || !link_to_last()) write_picture(*frame.image);
  csv_.append(fmt::format("{},{},{},{},{}", frame.at.mono.count(), csv_field(frame.item), next_,
                          io::to_ms(frame.at.wall), frame.item_frame));
  can_link_ = true;
  next_++;
}

bool FrameRecording::link_to_last() const {
  const auto path = picture(next_);
  ::unlink(path.c_str());  // left by an append whose line did not fit on the disk
  // ext4 allows 65,000 links to a file (43 minutes of black): then a new picture is written.
  return ::link(picture(next_ - 1).c_str(), path.c_str()) == 0;
}

void FrameRecording::write_picture(const Image& image) const {
  const auto path = picture(next_);
  const auto part = path.string() + ".part";
  io::UniqueFd file(::open(part.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644));
  if (!file) throw std::system_error(errno, std::generic_category(), "cannot record to " + part);
  io::write_all(file.get(), encode_png(image), part);
  std::filesystem::rename(part, path);
}

}  // namespace players
