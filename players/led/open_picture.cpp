#include "players/led/open_picture.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

#include "players/led/clip_item.h"
#include "players/led/still_item.h"

namespace players {

namespace {

std::runtime_error refuse(const PlayCommand& command, const std::string& why) {
  return std::runtime_error(fmt::format("cannot show {}: {}", command.item, why));
}

std::string first_bytes(const std::filesystem::path& path, std::size_t count) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(fmt::format("cannot open {}", path.string()));
  std::string bytes(count, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

std::shared_ptr<const Image> read_png(const PlayCommand& command,
                                      const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  auto image = decode_png(bytes);
  if (!image) throw refuse(command, fmt::format("{} is not a whole PNG", path.string()));
  return std::make_shared<const Image>(std::move(*image));
}

void check_size(const PlayCommand& command, const Image& image, const PictureFormat& format) {
  if (image.width() != format.width || image.height() != format.height)
    throw refuse(command, fmt::format("the picture is {}x{}, the board is {}x{}", image.width(),
                                      image.height(), format.width, format.height));
}

std::shared_ptr<PictureItem> still(const PlayCommand& command, std::shared_ptr<const Image> image,
                                   const PictureFormat& format) {
  if (command.length == 0) throw refuse(command, "a still picture needs a length");
  check_size(command, *image, format);
  return std::make_shared<StillItem>(std::vector<StillItem::Still>{{std::move(image), 1}}, true,
                                     command.offset);
}

std::uint64_t to_frames(std::chrono::milliseconds dwell, int fps) {
  const auto frames = (dwell.count() * fps + 999) / 1000;
  return frames < 1 ? 1 : static_cast<std::uint64_t>(frames);
}

struct Opener {
  const PlayCommand& command;
  const PictureFormat& format;
  std::function<void()> wake;

  std::shared_ptr<PictureItem> operator()(const Blank&) {
    return still(command, std::make_shared<const Image>(format.width, format.height), format);
  }
  std::shared_ptr<PictureItem> operator()(const PictureFile& file) {
    if (first_bytes(file.path, 8) == "\x89PNG\r\n\x1a\n")
      return still(command, read_png(command, file.path), format);
    return std::make_shared<ClipItem>(file.path, format, command.offset, std::move(wake));
  }
  std::shared_ptr<PictureItem> operator()(const PicturePages& card) {
    std::vector<StillItem::Still> stills;
    for (const Page& page : card.pages) {
      if (!page.image) throw refuse(command, "a page has no picture");
      check_size(command, *page.image, format);
      stills.push_back({page.image, to_frames(page.dwell, format.fps)});
    }
    return std::make_shared<StillItem>(std::move(stills), command.length > 0, command.offset);
  }
  std::shared_ptr<PictureItem> operator()(const SoundFile&) {
    throw refuse(command, "a board has no sound");
  }
  std::shared_ptr<PictureItem> operator()(const Announcement&) {
    throw refuse(command, "a board has no sound");
  }
};

}  // namespace

std::shared_ptr<PictureItem> open_picture(const PlayCommand& command, const PictureFormat& format,
                                          std::function<void()> wake) {
  return std::visit(Opener{command, format, std::move(wake)}, command.source);
}

}  // namespace players
