#include "controller/library/announcement_speech.h"

#include <gtest/gtest.h>

#include <fstream>

#include "players/media/opus_codec.h"
#include "protocols/link/bundle.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

constexpr std::string_view kText = "Khẩn cấp! Nguy cơ lũ quét. Bà con rời khu vực ven suối ngay.";

players::Sound heard(const AnnouncementSpeech& speech) {
  std::vector<std::string> packets;
  for (const auto& bytes : speech.bundles) {
    const auto bundle = protocols::link::decode_bundle(bytes);
    packets.insert(packets.end(), bundle->packets.begin(), bundle->packets.end());
  }
  return players::decode_speech(packets);
}

TEST(AnnouncementSpeech, text_becomes_bundles_whose_hashes_are_theirs) {
  const auto prepared = prepare_speech(kText, "vi");
  ASSERT_TRUE(prepared) << prepared.problem->en;
  const auto& speech = prepared.speech;
  ASSERT_EQ(speech.bundles.size(), speech.hashes.size());
  for (std::size_t i = 0; i < speech.bundles.size(); ++i) {
    EXPECT_EQ(protocols::link::bundle_hash(speech.bundles[i]), speech.hashes[i]);
    const auto bundle = protocols::link::decode_bundle(speech.bundles[i]);
    ASSERT_TRUE(bundle);
    EXPECT_EQ(bundle->index, i);
    EXPECT_EQ(bundle->media_time_ms, i * 400);
    EXPECT_LE(bundle->packets.size(), 20U);
  }
  const auto covered = static_cast<std::int64_t>(speech.bundles.size()) * 400;
  EXPECT_GE(covered, speech.duration.count());
  EXPECT_LT(covered, speech.duration.count() + 450);
}

TEST(AnnouncementSpeech, is_as_loud_as_everything_else_when_decoded) {
  const auto prepared = prepare_speech(kText, "vi");
  ASSERT_TRUE(prepared);
  const auto measured = players::measure(heard(prepared.speech).samples);
  EXPECT_NEAR(*measured.lufs, -16.0, 0.5 + prepared.speech.level.short_lu);
  EXPECT_LE(measured.peak_dbtp, -1.0);
}

TEST(AnnouncementSpeech, a_recording_is_announced_too) {
  const auto prepared = prepare_recording(made::sample("audio1/debian.wav"));
  ASSERT_TRUE(prepared);
  EXPECT_NEAR(static_cast<double>(prepared.speech.duration.count()), 5407, 150);
}

TEST(AnnouncementSpeech, of_a_drill_says_so_around_text_and_recording) {
  const Voice drill(playlists::World::Drill);
  const auto file = made::sample("audio1/debian.wav");
  const auto longer = prepare_recording(file, drill).speech.duration;
  const auto framing = longer - prepare_recording(file).speech.duration;
  EXPECT_GT(framing, std::chrono::seconds(3));
  EXPECT_EQ(prepare_speech(kText, "vi", drill).speech.duration,
            prepare_speech(kText, "vi").speech.duration + framing);
}

TEST(AnnouncementSpeech, a_recording_of_more_than_six_minutes_is_refused) {
  const fakes::TempDir dir;
  const auto file =
      made::with_ffmpeg(dir / "long.wav", {"-f", "lavfi", "-i", "sine=d=361:r=8000", "-ac", "1"});
  EXPECT_EQ(prepare_recording(file).problem->code, "too_long");
}

TEST(AnnouncementSpeech, an_engines_failure_is_told) {
  players::SpeechEngine engine;
  engine.command = {"/no/such/engine"};
  const Voice voice(playlists::World::Live, engine);
  EXPECT_EQ(prepare_speech(kText, "vi", voice).problem->code, "engine_missing");
}

TEST(BundleShelf, gives_back_what_was_kept_also_after_a_restart) {
  const fakes::TempDir dir;
  const auto speech = prepare_speech(kText, "vi").speech;
  BundleShelf(dir / "bundles").keep(speech);
  BundleShelf shelf(dir / "bundles");
  EXPECT_EQ(shelf.find(speech.hashes[0]), speech.bundles[0]);
  EXPECT_FALSE(shelf.find("../../../etc/passwd"));
  shelf.remove(speech.hashes);
  EXPECT_FALSE(shelf.find(speech.hashes[0]));
}

TEST(BundleShelf, a_damaged_bundle_is_not_given_out) {
  const fakes::TempDir dir;
  const auto speech = prepare_speech(kText, "vi").speech;
  BundleShelf shelf(dir / "bundles");
  shelf.keep(speech);
  std::ofstream(dir / "bundles" / speech.hashes[0]) << "x";
  EXPECT_FALSE(shelf.find(speech.hashes[0]));
}

}  // namespace
}  // namespace controller
