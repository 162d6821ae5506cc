// What browsers play of a clip, judged by reading it back.
#include "controller/library/clip_preview.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "controller/library/clip_previews.h"
#include "controller/library/media_source.h"
#include "controller/library/sound_rendition.h"
#include "players/media/loudness.h"
#include "protocols/io/durable_file.h"
#include "tests/unit/controller/library/library_world.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

namespace fs = std::filesystem;

bool always() {
  return true;
}

std::string code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const api::Problem& problem) {
    return problem.code();
  }
  return "";
}

class ClipPreview : public testing::Test {
 protected:
  fs::path film(const std::string& size, const std::string& seconds) {
    return made::with_ffmpeg(dir_ / "film.mp4",
                             {"-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=30", "-f",
                              "lavfi", "-i", "sine=frequency=500:sample_rate=48000", "-t", seconds,
                              "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"});
  }
  fs::path levelled(double target) {
    auto sound = read_sound(dir_ / "film.mp4");
    players::LevelTarget level;
    level.lufs = target;
    write_levelled(dir_ / "film.opus", sound, kClipBits, level);
    return dir_ / "film.opus";
  }
  fs::path preview(const ClipPreviewParts& parts) {
    const auto made = make_clip_preview(parts, store_, always);
    return made ? *store_.find(made->sha256) : fs::path();
  }

  fakes::TempDir dir_;
  MediaStore store_{dir_ / "media"};
};

TEST_F(ClipPreview, a_film_is_h264_for_browsers_with_its_sound_as_devices_play_it) {
  const auto source = film("1280x720", "2");
  const auto file = preview({source, PictureSize{1280, 720}, levelled(-23)});
  const auto probed = probe(file);
  ASSERT_TRUE(probed);
  EXPECT_EQ(probed.facts.video, "h264");
  EXPECT_EQ(probed.facts.audio, "aac");
  EXPECT_EQ(probed.facts.width, 640);
  EXPECT_EQ(probed.facts.height, 360);
  EXPECT_LE(std::chrono::abs(probed.facts.duration - std::chrono::seconds(2)).count(), 60);
  int error = 0;
  const auto opened = MediaSource::open(file, {}, error);
  EXPECT_EQ(opened->video()->codecpar->format, AV_PIX_FMT_YUV420P);
  EXPECT_NEAR(*players::measure(read_sound(file).samples).lufs, -23, 0.5);
  const auto bytes = protocols::io::read_file(file);
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
  const auto ours = made::frames_of(file, 640, 360);
  const auto reference = made::reference_frames(source, 640, 360, 30);
  ASSERT_EQ(ours.size(), reference.size());
  for (std::size_t i = 0; i < ours.size(); i += 10) {
    ASSERT_GT(made::psnr(ours[i], reference[i]), 25.0) << i;
  }
}

TEST_F(ClipPreview, a_small_film_is_not_enlarged_and_odd_sides_become_even) {
  const auto source =
      made::with_ffmpeg(dir_ / "odd.mkv", {"-f", "lavfi", "-i", "testsrc2=size=101x77:rate=25",
                                           "-t", "1", "-c:v", "libx264", "-pix_fmt", "yuv444p"});
  const auto facts = probe(preview({source, PictureSize{101, 77}, {}})).facts;
  EXPECT_EQ(facts.width, 102);
  EXPECT_EQ(facts.height, 78);
  EXPECT_EQ(facts.audio, "");
}

TEST_F(ClipPreview, a_sound_alone_is_aac) {
  film("320x240", "2");
  const auto probed = probe(preview({dir_ / "film.mp4", std::nullopt, levelled(-16)}));
  ASSERT_TRUE(probed);
  EXPECT_EQ(probed.facts.kind, MediaKind::kSound);
  EXPECT_EQ(probed.facts.audio, "aac");
  EXPECT_LE(std::chrono::abs(probed.facts.duration - std::chrono::seconds(2)).count(), 60);
}

TEST_F(ClipPreview, a_picture_stands_for_a_second) {
  const auto source = made::sample("pic1/debian.png");
  const auto seen = probe(source).facts;
  const auto probed = probe(preview({source, PictureSize{seen.width, seen.height}, {}}));
  ASSERT_TRUE(probed);
  EXPECT_EQ(probed.facts.kind, MediaKind::kFilm);
  EXPECT_EQ(probed.facts.duration.count(), 1000);
}

TEST_F(ClipPreview, what_is_stopped_or_does_not_decode_leaves_nothing) {
  const auto source = film("320x240", "2");
  int asked = 0;
  const auto stop_later = [&] { return ++asked < 10; };
  EXPECT_FALSE(make_clip_preview({source, PictureSize{320, 240}, {}}, store_, stop_later));
  EXPECT_ANY_THROW(preview({dir_ / "none", PictureSize{320, 240}, {}}));
  EXPECT_ANY_THROW(preview({source, std::nullopt, std::nullopt}));
  EXPECT_TRUE(fs::is_empty(store_.incoming()));
  EXPECT_EQ(store_.used(), 0U);
}

class ClipPreviewsTest : public testing::Test {
 protected:
  api::Clip brought(const std::string& sample) {
    return world_.finished(world_.bring(made::sample(sample), sample).sha256);
  }
  LibraryWorld world_;
};

TEST_F(ClipPreviewsTest, one_is_made_when_first_asked_for_and_survives_a_restart) {
  const auto clip = brought("movie2/movie-hello.mp4");
  const auto ask = [&] { return world_.clips->preview(world_.admin, clip.sha256); };
  EXPECT_EQ(code_of(ask), "being_made");
  while (code_of(ask) == "being_made") std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const auto made = ask();
  EXPECT_EQ(made.media, "video/mp4");
  EXPECT_EQ(probe(made.path).facts.audio, "aac");
  world_.restart();
  EXPECT_EQ(ask().etag, made.etag);
}

TEST_F(ClipPreviewsTest, what_is_refused_or_unknown_has_none) {
  const auto refused = [&] {
    std::ofstream(world_.dir / "a.mp4") << "not a film";
    return world_.finished(world_.bring(world_.dir / "a.mp4", "a.mp4").sha256);
  }();
  const auto code = [&](const std::string& sha256) {
    return code_of([&] { world_.clips->preview(world_.admin, sha256); });
  };
  EXPECT_EQ(code(refused.sha256), "clip_refused");
  EXPECT_EQ(code(std::string(64, '0')), "not_found");
}

TEST_F(ClipPreviewsTest, whatever_is_more_urgent_comes_first_and_the_preview_after_it) {
  const auto clip = brought("movie2/movie-hello.mp4");
  ClipPreviews previews(*world_.store, *world_.media);
  EXPECT_FALSE(previews.wanted());
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "being_made");
  previews.make_next([] { return false; });
  EXPECT_TRUE(previews.wanted());
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "being_made");
  previews.make_next(always);
  EXPECT_FALSE(previews.wanted());
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "");
}

TEST_F(ClipPreviewsTest, one_that_was_deleted_is_made_again) {
  const auto clip = brought("audio1/debian.wav");
  ClipPreviews previews(*world_.store, *world_.media);
  code_of([&] { previews.of(clip); });
  previews.make_next(always);
  const auto first = previews.of(clip);
  world_.media->remove(first.etag);
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "being_made");
  previews.make_next(always);
  EXPECT_EQ(previews.of(clip).etag, first.etag);
}

TEST_F(ClipPreviewsTest, a_full_disk_is_told_and_asking_again_tries_again) {
  const auto clip = brought("audio1/debian.wav");
  MediaStore full(world_.dir / "media", 1);
  ClipPreviews previews(*world_.store, full);
  const auto code = [&] { return code_of([&] { previews.of(clip); }); };
  EXPECT_EQ(code(), "being_made");
  previews.make_next(always);
  EXPECT_EQ(code(), "no_space");
  EXPECT_EQ(code(), "being_made");
  EXPECT_TRUE(fs::is_empty(full.incoming()));
}

TEST_F(ClipPreviewsTest, a_clip_whose_file_is_gone_has_none_and_says_so) {
  const auto clip = brought("pic1/debian.png");
  world_.media->remove(clip.sha256);
  ClipPreviews previews(*world_.store, *world_.media);
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "being_made");
  previews.make_next(always);
  EXPECT_EQ(code_of([&] { previews.of(clip); }), "no_preview");
}

}  // namespace
}  // namespace controller
