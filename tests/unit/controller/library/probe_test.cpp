#include "controller/library/probe.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

TEST(Probe, names_what_a_film_is) {
  const auto probed = probe(made::sample("movie2/movie-hello.mp4"));
  ASSERT_TRUE(probed);
  EXPECT_EQ(probed.facts.kind, MediaKind::kFilm);
  EXPECT_EQ(probed.facts.video, "h264");
  EXPECT_EQ(probed.facts.audio, "aac");
  EXPECT_EQ(probed.facts.width, 1280);
  EXPECT_EQ(probed.facts.height, 720);
  EXPECT_NEAR(static_cast<double>(probed.facts.duration.count()), 8320, 60);
  EXPECT_EQ(media_type(probed.facts), "video/mp4");
}

TEST(Probe, sound_and_pictures_are_told_apart) {
  EXPECT_EQ(probe(made::sample("audio1/debian.mp3")).facts.kind, MediaKind::kSound);
  EXPECT_EQ(probe(made::sample("audio1/debian.wav")).facts.kind, MediaKind::kSound);
  EXPECT_EQ(probe(made::sample("pic1/debian.png")).facts.kind, MediaKind::kStill);
  EXPECT_EQ(probe(made::sample("pic1/IMG_1054.JPG")).facts.kind, MediaKind::kStill);
}

TEST(Probe, a_cover_picture_does_not_make_a_song_a_film) {
  const fakes::TempDir dir;
  const auto song =
      made::with_ffmpeg(dir / "song.mp3", {"-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i",
                                           "color=red:s=64x64:d=0.04", "-map", "0:a", "-map", "1:v",
                                           "-c:v", "png", "-disposition:v", "attached_pic"});
  const auto probed = probe(song);
  ASSERT_TRUE(probed);
  EXPECT_EQ(probed.facts.kind, MediaKind::kSound);
}

TEST(Probe, limits_are_judged_before_anything_is_decoded) {
  ProbeLimits limits;
  limits.duration = std::chrono::seconds(5);
  EXPECT_EQ(probe(made::sample("movie2/movie-hello.mp4"), limits).problem->code, "too_long");
  limits = {};
  limits.side = 1000;
  EXPECT_EQ(probe(made::sample("movie2/movie-hello.mp4"), limits).problem->code, "too_many_pixels");
  limits = {};
  limits.bytes = 1000;
  EXPECT_EQ(probe(made::sample("movie2/movie-hello.mp4"), limits).problem->code, "too_large");
}

TEST(Probe, a_file_that_is_not_there_is_not_the_files_fault) {
  EXPECT_THROW(probe("/no/such/file.mp4"), std::exception);
}

}  // namespace
}  // namespace controller
