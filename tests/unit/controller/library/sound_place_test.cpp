// Sound and picture of one clip keep their distance, wherever either begins.
#include <gtest/gtest.h>

#include <cmath>

#include "controller/library/sound_rendition.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

// Seconds until the first sample that is clearly heard.
double onset(const players::Sound& sound) {
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    if (std::abs(sound.samples[i]) > 0.02F) return static_cast<double>(i) / sound.rate;
  }
  return -1.0;
}

TEST(SoundPlace, sound_that_begins_later_than_the_picture_has_silence_in_front) {
  const fakes::TempDir dir;
  const auto film = made::with_ffmpeg(
      dir / "late.mkv",
      {"-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=3", "-itsoffset", "1.25", "-f", "lavfi",
       "-i", "sine=440:d=1.5", "-c:v", "libx264", "-c:a", "pcm_s16le"});
  EXPECT_NEAR(onset(read_sound(film)), 1.25, 0.005);
}

TEST(SoundPlace, an_aac_encoders_priming_is_not_heard_as_delay) {
  const fakes::TempDir dir;
  const auto film = made::with_ffmpeg(
      dir / "aac.mp4",
      {"-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-f", "lavfi", "-i",
       "aevalsrc='if(gt(t,1),sin(2*PI*440*t),0)':d=2", "-c:v", "libx264", "-c:a", "aac"});
  EXPECT_NEAR(onset(read_sound(film)), 1.0, 0.01);
}

TEST(SoundPlace, the_opus_rendition_starts_where_the_source_does_and_is_as_long) {
  const fakes::TempDir dir;
  const auto wav = made::with_ffmpeg(
      dir / "a.wav",
      {"-f", "lavfi", "-i", "aevalsrc='if(gt(t,0.5),0.3*sin(2*PI*440*t),0)':d=1.777:s=44100"});
  auto sound = read_sound(wav);
  const auto length = sound.samples.size();
  EXPECT_NEAR(static_cast<double>(length), 1.777 * 48000, 2);
  write_levelled(dir / "a.opus", sound, kClipBits);
  const auto heard = read_sound(dir / "a.opus");
  EXPECT_EQ(heard.samples.size(), length);
  EXPECT_NEAR(onset(heard), 0.5, 0.005);
}

TEST(SoundPlace, stereo_is_mixed_down_without_losing_either_side) {
  const fakes::TempDir dir;
  const auto wav = made::with_ffmpeg(
      dir / "s.wav", {"-f", "lavfi", "-i", "aevalsrc='0.2*sin(880*t)|0':d=1:s=48000"});
  const auto sound = read_sound(wav);
  EXPECT_GT(onset(sound), -1.0);
}

}  // namespace
}  // namespace controller
