// Every media file of the Debian package forensics-samples-files goes through ingest.
#include <gtest/gtest.h>

#include "controller/library/ingest.h"
#include "controller/library/sound_rendition.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

struct Sample {
  const char* name;
  MediaKind kind;
  double seconds;  // 0 for stills
};

class SampleFiles : public testing::TestWithParam<Sample> {};

TEST_P(SampleFiles, becomes_renditions_of_the_right_size_length_and_loudness) {
  const Sample sample = GetParam();
  const fakes::TempDir dir;
  MediaStore store(dir / "media");
  const auto result = ingest(made::sample(sample.name),
                             {*playlists::parse_rendition_key("picture:192x96@25"),
                              *playlists::parse_rendition_key("picture:320x160@25"),
                              *playlists::parse_rendition_key("sound:48000x1")},
                             store);
  ASSERT_TRUE(result) << sample.name << ": " << result.problem->en;
  EXPECT_EQ(result.facts.kind, sample.kind);
  for (const auto& made : result.renditions) {
    EXPECT_TRUE(store.verify(made.stored.sha256));
    const auto file = *store.find(made.stored.sha256);
    if (sample.seconds > 0) {
      EXPECT_NEAR(static_cast<double>(made.duration.count()) / 1000, sample.seconds, 0.2)
          << made.key;
    }
    if (made.media == "audio/ogg") {
      const auto heard = players::measure(read_sound(file).samples);
      ASSERT_TRUE(heard.lufs);
      EXPECT_NEAR(*heard.lufs, -16.0 - made.level->short_lu, 0.5) << made.key;
      EXPECT_LE(heard.peak_dbtp, -1.0);
    } else {
      const auto target = *playlists::parse_rendition_key(made.key);
      const auto frames = made::frames_of(file, target.width, target.height);
      EXPECT_EQ(static_cast<std::int64_t>(frames.size()), made.frames) << made.key;
    }
  }
  const std::size_t expected = sample.kind == MediaKind::kFilm    ? 3
                               : sample.kind == MediaKind::kStill ? 2
                                                                  : 1;
  EXPECT_EQ(result.renditions.size(), expected);
}

std::string name_of(const testing::TestParamInfo<Sample>& info) {
  std::string name = info.param.name;
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    All, SampleFiles,
    testing::Values(Sample{"audio1/debian.mp3", MediaKind::kSound, 5.407},
                    Sample{"audio1/debian.ogg", MediaKind::kSound, 5.407},
                    Sample{"audio1/debian.wav", MediaKind::kSound, 5.407},
                    Sample{"audio2/deleted.mp3", MediaKind::kSound, 2.081},
                    Sample{"audio2/deleted.ogg", MediaKind::kSound, 2.081},
                    Sample{"audio2/deleted.wav", MediaKind::kSound, 2.081},
                    Sample{"movie1/VID_20191220_170832.mp4", MediaKind::kFilm, 1.6},
                    Sample{"movie2/movie-hello.avi", MediaKind::kFilm, 8.34},
                    Sample{"movie2/movie-hello.mp4", MediaKind::kFilm, 8.3},
                    Sample{"movie2/movie-hello.mpeg", MediaKind::kFilm, 8.3},
                    Sample{"movie2/movie-hello.ogg", MediaKind::kFilm, 8.3},
                    Sample{"pic1/IMG-20191006-WA0002.jpg", MediaKind::kStill, 0},
                    Sample{"pic1/IMG_1054.JPG", MediaKind::kStill, 0},
                    Sample{"pic1/IMG_20200827_231612.jpg", MediaKind::kStill, 0},
                    Sample{"pic1/debian.png", MediaKind::kStill, 0},
                    Sample{"pic1/debian_logo.jpg", MediaKind::kStill, 0},
                    Sample{"pic1/debian_logo.png", MediaKind::kStill, 0},
                    Sample{"pic2/IMG_20191224_234846.jpg", MediaKind::kStill, 0},
                    Sample{"pic2/IMG_20200124_231153.jpg", MediaKind::kStill, 0},
                    Sample{"pic2/IMG_20200608_111614.jpg", MediaKind::kStill, 0},
                    Sample{"pic2/d-debian.jpg", MediaKind::kStill, 0},
                    Sample{"pic2/d-debian.png", MediaKind::kStill, 0}),
    name_of);

}  // namespace
}  // namespace controller
