#include "controller/library/ingest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "controller/library/film_frame.h"
#include "controller/library/sound_rendition.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

std::vector<playlists::Output> all_targets() {
  std::vector<playlists::Output> targets;
  for (const char* key : {"picture:192x96@25", "picture:320x160@25", "sound:48000x1"}) {
    targets.push_back(*playlists::parse_rendition_key(key));
  }
  return targets;
}

class Ingest : public testing::Test {
 protected:
  const MadeRendition& of(const Ingested& result, const std::string& key) {
    for (const auto& made : result.renditions) {
      if (made.key == key) return made;
    }
    throw std::runtime_error("no rendition " + key);
  }
  std::filesystem::path file_of(const MadeRendition& made) {
    return *store_.find(made.stored.sha256);
  }

  fakes::TempDir dir_;
  MediaStore store_{dir_ / "media"};
};

TEST_F(Ingest, a_film_matches_a_reference_decode_frame_by_frame) {
  const auto source = made::sample("movie2/movie-hello.mp4");
  const auto result = ingest(source, all_targets(), store_);
  ASSERT_TRUE(result) << result.problem->en;
  for (const auto& target : all_targets()) {
    if (target.kind != playlists::OutputKind::Picture) continue;
    const auto& made = of(result, playlists::rendition_key(target));
    const auto ours = made::frames_of(file_of(made), target.width, target.height);
    const auto reference = made::reference_frames(source, target.width, target.height, 25);
    ASSERT_EQ(static_cast<std::int64_t>(ours.size()), made.frames);
    EXPECT_NEAR(static_cast<double>(ours.size()), static_cast<double>(reference.size()), 1.0);
    double worst = 99.0;
    for (std::size_t i = 0; i < std::min(ours.size(), reference.size()); ++i) {
      worst = std::min(worst, made::psnr(ours[i], reference[i]));
    }
    EXPECT_GT(worst, 38.0) << made.key;
    EXPECT_EQ(made.duration.count(), made.frames * 40);
  }
}

TEST_F(Ingest, a_film_of_sharp_colours_keeps_them_sharp) {
  const auto source =
      made::with_ffmpeg(dir_ / "bars.mp4", {"-f", "lavfi", "-i", "testsrc2=size=640x480:rate=30",
                                            "-t", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p"});
  const auto result = ingest(source, all_targets(), store_);
  ASSERT_TRUE(result) << result.problem->en;
  const auto ours = made::frames_of(file_of(of(result, "picture:320x160@25")), 320, 160);
  const auto reference = made::reference_frames(source, 320, 160, 25);
  for (std::size_t i = 0; i < std::min(ours.size(), reference.size()); ++i) {
    ASSERT_GT(made::psnr(ours[i], reference[i]), 34.0) << i;
  }
}

TEST_F(Ingest, the_same_source_gives_the_same_bytes) {
  const auto source = made::sample("movie2/movie-hello.avi");
  const auto one = ingest(source, all_targets(), store_);
  const auto two = ingest(source, all_targets(), store_);
  ASSERT_EQ(one.renditions.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(one.renditions[i].stored, two.renditions[i].stored);
  }
}

// Half of the drill's words come before the clip and half after it; what is seen keeps its distance
// to what is heard.
TEST_F(Ingest, in_a_drill_a_clip_is_framed_by_its_words_and_the_picture_waits_for_them) {
  const auto source = made::with_ffmpeg(dir_ / "flash.mkv", {"-f",
                                                             "lavfi",
                                                             "-i",
                                                             "color=red:s=320x160:r=25:d=1",
                                                             "-f",
                                                             "lavfi",
                                                             "-i",
                                                             "color=blue:s=320x160:r=25:d=1",
                                                             "-f",
                                                             "lavfi",
                                                             "-i",
                                                             "sine=440:d=2",
                                                             "-filter_complex",
                                                             "[0:v][1:v]concat=n=2:v=1[v]",
                                                             "-map",
                                                             "[v]",
                                                             "-map",
                                                             "2:a",
                                                             "-c:v",
                                                             "libx264",
                                                             "-c:a",
                                                             "pcm_s16le"});
  IngestOptions options;
  options.voice = Voice(playlists::World::Drill);
  const double lead = static_cast<double>(options.voice.lead()) / players::kSoundRate;  // seconds
  ASSERT_GT(lead, 1.0);
  const auto result = ingest(source, all_targets(), store_, options);
  ASSERT_TRUE(result) << result.problem->en;
  const auto heard = read_sound(file_of(of(result, "sound:48000x1")));
  EXPECT_NEAR(static_cast<double>(heard.samples.size()) / heard.rate, 2.0 + 2.0 * lead, 0.01);
  const auto& film = of(result, "picture:320x160@25");
  EXPECT_NEAR(static_cast<double>(film.frames), (2.0 + lead) * 25, 1.0);
  const auto frames = made::frames_of(file_of(film), 320, 160);
  const auto turns_blue = std::find_if(frames.begin(), frames.end(), [](const auto& frame) {
    return static_cast<unsigned char>(frame[2]) > 128;
  });
  EXPECT_NEAR(static_cast<double>(turns_blue - frames.begin()), (1.0 + lead) * 25, 1.0);

  players::SpeechEngine nobody;
  nobody.command = {"/no/such/engine"};
  options.voice = Voice(playlists::World::Drill, nobody);
  const auto silent = ingest(source, all_targets(), store_, options);
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.problem->code, "engine_missing");
}

TEST_F(Ingest, a_film_has_its_index_in_front_and_a_key_frame_each_second) {
  const auto result = ingest(made::sample("movie2/movie-hello.mp4"), all_targets(), store_);
  ASSERT_TRUE(result);
  const auto bytes = protocols::io::read_file(file_of(of(result, "picture:192x96@25")));
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
  // The table of key frames (stss): 8.3 s at one a second.
  const auto stss = bytes.find("stss");
  ASSERT_NE(stss, std::string::npos);
  EXPECT_GE(static_cast<unsigned char>(bytes[stss + 11]), 9);
}

TEST_F(Ingest, a_phone_film_held_upright_is_seen_upright) {
  const auto lying = made::with_ffmpeg(
      dir_ / "lying.mp4",
      {"-f", "lavfi", "-i", "color=red:s=320x240:r=25:d=1,drawbox=x=0:y=0:w=60:h=240:c=blue:t=fill",
       "-c:v", "libx264", "-pix_fmt", "yuv420p"});
  // As a phone stores it: the pixels lie, a matrix says how to turn them (90 degrees clockwise).
  const auto turned = made::with_ffmpeg(
      dir_ / "turned.mp4", {"-i", lying.string(), "-c", "copy", "-metadata:s:v:0", "rotate=270"});
  const auto result = ingest(turned, all_targets(), store_);
  ASSERT_TRUE(result) << result.problem->en;
  ASSERT_TRUE(result.facts.rotation == 90 || result.facts.rotation == 270);
  EXPECT_EQ(result.facts.width, 240);
  EXPECT_EQ(result.facts.height, 320);
  const auto reference = made::reference_frames(turned, 192, 96, 25);
  const auto ours = made::frames_of(file_of(of(result, "picture:192x96@25")), 192, 96);
  EXPECT_GT(made::psnr(ours.at(5), reference.at(5)), 33.0);
}

TEST_F(Ingest, a_photo_becomes_an_upright_letterboxed_png) {
  for (const char* name : {"pic1/IMG_1054.JPG", "pic2/IMG_20191224_234846.jpg"}) {
    const auto result = ingest(made::sample(name), all_targets(), store_);
    ASSERT_TRUE(result) << name;
    ASSERT_EQ(result.renditions.size(), 2U);
    const auto& made = of(result, "picture:320x160@25");
    EXPECT_EQ(made.media, "image/png");
    const auto image = frame_at(file_of(made), {});
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width(), 320);
    EXPECT_EQ(image->height(), 160);
    const auto reference = made::reference_frames(made::sample(name), 320, 160, 25);
    const auto pixels = image->bytes();
    EXPECT_GT(made::psnr({pixels.begin(), pixels.end()}, reference.at(0)), 38.0) << name;
  }
}

TEST_F(Ingest, a_photos_exif_orientation_is_obeyed) {
  // An EXIF block that says 6: turn by 90 degrees clockwise (Exif 2.3, tag 0x0112).
  auto jpeg = protocols::io::read_file(made::with_ffmpeg(
      dir_ / "wide.jpg", {"-f", "lavfi", "-i", "color=red:s=200x100", "-frames:v", "1"}));
  const std::string exif(
      "\xFF\xE1\x00\x22"
      "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
      36);
  jpeg.insert(2, exif);
  protocols::io::write_durably(dir_ / "turned.jpg", jpeg);
  const auto result = ingest(dir_ / "turned.jpg", all_targets(), store_);
  ASSERT_TRUE(result) << result.problem->en;
  EXPECT_EQ(result.facts.rotation, 90);
  EXPECT_EQ(result.facts.width, 100);
  EXPECT_EQ(result.facts.height, 200);
}

TEST_F(Ingest, transparent_parts_of_a_picture_are_black) {
  const auto file = made::with_ffmpeg(
      dir_ / "clear.png",
      {"-f", "lavfi", "-i", "color=white@0.0:s=192x96,format=rgba", "-frames:v", "1"});
  const auto result = ingest(file, all_targets(), store_);
  ASSERT_TRUE(result);
  EXPECT_EQ(frame_at(file_of(of(result, "picture:192x96@25")), {})->at(50, 50),
            (players::Colour{}));
}

TEST_F(Ingest, sound_alone_makes_no_picture) {
  const auto result = ingest(made::sample("audio1/debian.mp3"), all_targets(), store_);
  ASSERT_TRUE(result);
  ASSERT_EQ(result.renditions.size(), 1U);
  EXPECT_EQ(result.renditions[0].media, "audio/ogg");
}

TEST_F(Ingest, silence_is_kept_silent_and_has_no_loudness) {
  const auto file = made::with_ffmpeg(
      dir_ / "still.wav", {"-f", "lavfi", "-i", "anullsrc=r=44100:cl=stereo", "-t", "2"});
  const auto result = ingest(file, all_targets(), store_);
  ASSERT_TRUE(result);
  ASSERT_TRUE(result.renditions.at(0).level);
  EXPECT_FALSE(result.renditions[0].level->before.lufs);
  EXPECT_EQ(result.renditions[0].level->gain_db, 0.0);
}

TEST_F(Ingest, progress_rises_to_the_end) {
  std::vector<double> told;
  IngestOptions options;
  options.progress = [&](double part) { told.push_back(part); };
  ASSERT_TRUE(ingest(made::sample("movie2/movie-hello.avi"), all_targets(), store_, options));
  ASSERT_GT(told.size(), 10U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

TEST_F(Ingest, a_board_with_odd_sides_is_refused) {
  const auto result = ingest(made::sample("movie2/movie-hello.avi"),
                             {*playlists::parse_rendition_key("picture:191x96@25")}, store_);
  ASSERT_TRUE(result.problem);
  EXPECT_EQ(result.problem->code, "odd_board");
}

}  // namespace
}  // namespace controller
