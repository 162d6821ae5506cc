#include "players/speaker/open_sound.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "players/speaker/sound_file_item.h"

namespace players {

namespace {

std::runtime_error refuse(const PlayCommand& command, const char* why) {
  return std::runtime_error(fmt::format("cannot play {}: {}", command.item, why));
}

// Silence that is on the record; the command's length ends it.
class SilenceItem final : public SoundItem {
 public:
  explicit SilenceItem(std::size_t channels) : channels_(channels) {}
  Filled fill(std::span<float> out) override {
    std::fill(out.begin(), out.end(), 0.0F);
    return {State::Ready, out.size() / channels_, out.size() / channels_};
  }

 private:
  const std::size_t channels_;
};

struct Opener {
  const PlayCommand& command;
  const SoundFormat& format;
  const Chimes& chimes;
  std::function<void()> wake;

  std::shared_ptr<SoundItem> operator()(const Blank&) {
    if (command.length == 0) throw refuse(command, "silence needs a length");
    return std::make_shared<SilenceItem>(format.channels);
  }
  std::shared_ptr<SoundItem> operator()(const SoundFile& file) {
    return std::make_shared<SoundFileItem>(file.path, format, command.offset, std::move(wake));
  }
  std::shared_ptr<SoundItem> operator()(const Announcement& announcement) {
    return std::make_shared<AnnouncementItem>(announcement, command.offset, format, chimes);
  }
  std::shared_ptr<SoundItem> operator()(const PictureFile&) {
    throw refuse(command, "a loudspeaker has no picture");
  }
  std::shared_ptr<SoundItem> operator()(const PicturePages&) {
    throw refuse(command, "a loudspeaker has no picture");
  }
};

}  // namespace

std::shared_ptr<SoundItem> open_sound(const PlayCommand& command, const SoundFormat& format,
                                      const Chimes& chimes, std::function<void()> wake) {
  return std::visit(Opener{command, format, chimes, std::move(wake)}, command.source);
}

}  // namespace players
