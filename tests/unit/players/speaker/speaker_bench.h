// What the tests of a loudspeaker share: sounds made by ffmpeg, a sink that remembers, and a
// loudspeaker with everything that happened on it. Not a test itself.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "players/speaker/speaker_output.h"
#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"
#include "tests/unit/players/output/reports.h"

namespace players {

using Samples = std::vector<std::int16_t>;

/// Ogg Opus, 48 kHz mono, from an ffmpeg source.
inline std::filesystem::path make_opus(const std::filesystem::path& folder, const std::string& name,
                                       const std::string& source) {
  const auto file = folder / name;
  run("ffmpeg -v error -y -f lavfi -i '" + source + "' -ar 48000 -ac 1 -c:a libopus -b:a 64k " +
      file.string());
  return file;
}

inline Samples read_samples(const std::filesystem::path& raw) {
  std::ifstream file(raw, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  Samples samples(bytes.size() / 2);
  std::memcpy(samples.data(), bytes.data(), samples.size() * 2);
  return samples;
}

/// The file as GStreamer decodes it in one go.
inline Samples reference_samples(const std::filesystem::path& opus) {
  const auto raw = opus.string() + ".raw";
  run("gst-launch-1.0 -q filesrc location=" + opus.string() +
      " ! oggdemux ! opusdec ! audio/x-raw,format=S16LE,channels=1 ! filesink location=" + raw);
  return read_samples(raw);
}

/// Remembers what sounded.
struct Sounded {
  std::mutex mutex;
  Samples samples;
  struct At {
    std::uint64_t sample;
    bool begins;
    std::string item;
  };
  std::vector<At> marks;
  bool broken = false;
};
class RememberingSampleSink final : public SampleSink {
 public:
  explicit RememberingSampleSink(std::shared_ptr<Sounded> sounded) : sounded_(std::move(sounded)) {}
  void open(const SoundFormat&) override { throw_if_broken(); }
  void write(const SoundBlock& block) override {
    throw_if_broken();
    const std::lock_guard lock(sounded_->mutex);
    for (const Mark& mark : block.marks)
      sounded_->marks.push_back({sounded_->samples.size() + mark.at, mark.begins, mark.item});
    sounded_->samples.insert(sounded_->samples.end(), block.samples.begin(), block.samples.end());
  }

 private:
  void throw_if_broken() {
    const std::lock_guard lock(sounded_->mutex);
    if (sounded_->broken) throw std::runtime_error("the amplifier is gone");
  }
  const std::shared_ptr<Sounded> sounded_;
};

struct LoudspeakerTest : testing::Test {
  void start(std::unique_ptr<SampleSink> sink) {
    speaker = std::make_unique<SpeakerOutput>(SoundFormat{1}, std::move(sink), clock, loop.loop(),
                                              reports.listener());
  }
  void start() { start(std::make_unique<RememberingSampleSink>(sounded)); }

  Samples samples() const {
    const std::lock_guard lock(sounded->mutex);
    return sounded->samples;
  }
  /// What stands between the two marks of an item.
  Samples samples_of(const std::string& item) const {
    const std::lock_guard lock(sounded->mutex);
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    for (const auto& mark : sounded->marks)
      if (mark.item == item) (mark.begins ? begin : end) = mark.sample;
    return {sounded->samples.begin() + static_cast<std::ptrdiff_t>(begin),
            sounded->samples.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  static PlayCommand sound(PlayToken token, const std::string& item,
                           const std::filesystem::path& path) {
    PlayCommand command;
    command.token = token;
    command.item = item;
    command.source = SoundFile{path};
    return command;
  }
  static PlayCommand announcement(PlayToken token, const std::string& item, Announcement what) {
    PlayCommand command;
    command.token = token;
    command.item = item;
    command.source = std::move(what);
    return command;
  }

  Folder folder;
  protocols::io::SystemClock clock;
  std::shared_ptr<Sounded> sounded = std::make_shared<Sounded>();
  Reports reports;
  protocols::io::LoopThread loop{"owner", clock};
  std::unique_ptr<SpeakerOutput> speaker;
};

}  // namespace players
