// Records until somebody kills it: "recorder_until_killed frames|sound FOLDER". Every frame and
// every sample differs from the one before, so that the tests see what is missing or twice.
#include <cstring>
#include <iostream>
#include <memory>
#include <string_view>
#include <vector>

#include "players/led/frame_recorder.h"
#include "players/speaker/wav_recorder.h"

namespace players {
namespace {

void record_frames(const char* folder) {
  FrameRecorder recorder(folder);
  recorder.open({8, 8, 25});
  for (std::uint64_t n = 0;; n++) {
    const auto shade = static_cast<std::uint8_t>(n);
    recorder.show({std::make_shared<const Image>(8, 8, Colour{shade, 0, 0}),
                   true,
                   n == 0,
                   "item",
                   n,
                   {std::chrono::nanoseconds{n}, {}}});
  }
}

void record_sound(const char* folder) {
  WavRecorder recorder(folder);
  recorder.open({1});
  std::vector<std::int16_t> samples(SoundFormat::block);
  for (std::uint64_t n = 0;; n++) {
    for (auto& sample : samples) sample = static_cast<std::int16_t>(n % 30000 + 1);
    recorder.write({samples, {}, {std::chrono::nanoseconds{n}, {}}});
  }
}

}  // namespace
}  // namespace players

int main(int count, char** words) {
  if (count != 3) return 2;
  if (std::string_view(words[1]) == "frames") players::record_frames(words[2]);
  if (std::string_view(words[1]) == "sound") players::record_sound(words[2]);
  return 2;
}
