// What the tests of a board share: a folder, clips made by ffmpeg, a sink that remembers, and a
// board with everything that happened on it. Not a test itself.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "players/led/led_output.h"
#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"
#include "tests/unit/players/output/reports.h"

namespace players {

/// A clip of 64x32 at 25 frames a second: two grey halves that tell each frame (of up to 64) from
/// every other, or another source of ffmpeg.
inline const std::string kNumbered =
    "nullsrc=size=64x32:rate=25,geq=lum='if(lt(X,32),mod(N,8),floor(N/8))*22+40':cb=128:cr=128";
inline std::filesystem::path make_clip(const std::filesystem::path& folder, const std::string& name,
                                       int frames, const std::string& source = kNumbered) {
  const auto file = folder / name;
  run("ffmpeg -v error -y -f lavfi -i \"" + source + "\" -frames:v " + std::to_string(frames) +
      " -c:v libx264 -bf 2 -g 12 -pix_fmt yuv420p -movflags +faststart " + file.string());
  return file;
}

/// Every frame as ffmpeg decodes it, RGB.
inline std::vector<std::string> reference_frames(const std::filesystem::path& clip) {
  const auto raw = clip.string() + ".rgb";
  run("ffmpeg -v error -y -i " + clip.string() + " -f rawvideo -pix_fmt rgb24 " + raw);
  std::ifstream file(raw, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(file), {});
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < all.size(); at += 64 * 32 * 3)
    frames.push_back(all.substr(at, 64 * 32 * 3));
  return frames;
}

inline double mean_difference(const Image& image, const std::string& reference) {
  double sum = 0;
  for (std::size_t i = 0; i < reference.size(); i++)
    sum += std::abs(image.bytes()[i] - static_cast<unsigned char>(reference[i]));
  return sum / static_cast<double>(reference.size());
}

/// Which of the reference frames an image is.
inline int which_frame(const Image& image, const std::vector<std::string>& reference) {
  int best = -1;
  double least = 6;  // the two decoders round colours differently, by about 1
  for (std::size_t i = 0; i < reference.size(); i++) {
    const auto difference = mean_difference(image, reference[i]);
    if (difference < least) {
      least = difference;
      best = static_cast<int>(i);
    }
  }
  return best;
}

/// Remembers what was shown; refuses when told to.
struct ShownFrames {
  std::mutex mutex;
  std::vector<ShownFrame> frames;
  bool broken = false;
};
class RememberingSink final : public FrameSink {
 public:
  explicit RememberingSink(std::shared_ptr<ShownFrames> shown) : shown_(std::move(shown)) {}
  void open(const PictureFormat&) override { throw_if_broken(); }
  void show(const ShownFrame& frame) override {
    throw_if_broken();
    const std::lock_guard lock(shown_->mutex);
    shown_->frames.push_back(frame);
  }

 private:
  void throw_if_broken() {
    const std::lock_guard lock(shown_->mutex);
    if (shown_->broken) throw std::runtime_error("the panel is unplugged");
  }
  const std::shared_ptr<ShownFrames> shown_;
};

struct BoardTest : testing::Test {
  static constexpr PictureFormat format{64, 32, 25};

  void start(std::unique_ptr<FrameSink> sink) {
    board = std::make_unique<LedOutput>(format, std::move(sink), clock, loop.loop(),
                                        reports.listener());
  }
  void start() { start(std::make_unique<RememberingSink>(shown)); }
  std::vector<ShownFrame> frames() const {
    const std::lock_guard lock(shown->mutex);
    return shown->frames;
  }
  std::vector<ShownFrame> frames_of(const std::string& item) const {
    std::vector<ShownFrame> own;
    for (const ShownFrame& frame : frames())
      if (frame.item == item) own.push_back(frame);
    return own;
  }
  static PlayCommand clip(PlayToken token, const std::string& item,
                          const std::filesystem::path& path) {
    PlayCommand command;
    command.token = token;
    command.item = item;
    command.source = PictureFile{path};
    return command;
  }
  static PlayCommand page(PlayToken token, const std::string& item, Colour colour,
                          std::uint64_t length) {
    PlayCommand command;
    command.token = token;
    command.item = item;
    command.source = PicturePages{{{std::make_shared<const Image>(64, 32, colour), {}}}};
    command.length = length;
    return command;
  }

  Folder folder;
  protocols::io::SystemClock clock;
  std::shared_ptr<ShownFrames> shown = std::make_shared<ShownFrames>();
  Reports reports;
  protocols::io::LoopThread loop{"owner", clock};
  std::unique_ptr<LedOutput> board;
};

}  // namespace players
