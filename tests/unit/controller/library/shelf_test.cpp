#include <gtest/gtest.h>

#include <fstream>

#include "players/media/loudness.h"
#include "players/media/qr_check.h"
#include "players/media/sound.h"
#include "playlists/messages/message_json.h"
#include "protocols/io/durable_file.h"
#include "tests/unit/controller/library/library_world.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

api::MessageAsk bluezone(const std::string& area) {
  api::MessageAsk ask;
  ask.kind = "install-card";
  ask.title = "Cài đặt Bluezone";
  api::Variant variant;
  variant.lang = "vi";
  variant.speech = "Kính mời bà con cài đặt ứng dụng Bluezone.";
  variant.card = {"install-card",
                  "Cài đặt Bluezone",
                  {},
                  {"Quét mã QR", "Bấm Cài đặt"},
                  "https://www.bluezone.gov.vn",
                  ""};
  ask.variants = {variant};
  ask.highest_class = "priority";
  ask.areas = {area};
  return ask;
}

template <class F>
std::string code_of(F call) {
  try {
    call();
  } catch (const api::Problem& problem) {
    return problem.details().empty() ? problem.code() : problem.details().front().code;
  }
  return "";
}

class Library : public testing::Test {
 protected:
  LibraryWorld world_;
};

TEST_F(Library, a_clip_that_was_brought_becomes_ready_with_all_renditions) {
  const auto clip = world_.bring(made::sample("movie2/movie-hello.avi"), "hello.avi");
  EXPECT_EQ(clip.name, "hello.avi");
  const auto ready = world_.finished(clip.sha256);
  ASSERT_EQ(ready.state, "ready");
  EXPECT_EQ(ready.renditions.size(), 3U);
  EXPECT_TRUE(ready.has_picture && ready.has_sound);
  ASSERT_TRUE(ready.loudness);
  EXPECT_NEAR(ready.loudness->lufs + ready.loudness->short_lu, -16.0, 0.5);
  EXPECT_TRUE(world_.clips->sound_file(clip.sha256));
  EXPECT_FALSE(world_.clips->thumbnail(world_.admin, clip.sha256).png.empty());
  const auto blob = world_.clips->rendition(world_.admin, clip.sha256, "picture:192x96@25");
  EXPECT_EQ(blob.media, "video/mp4");
}

TEST_F(Library, the_same_bytes_again_are_the_same_clip) {
  const auto one = world_.bring(made::sample("audio1/debian.wav"), "a.wav");
  world_.finished(one.sha256);
  const auto two = world_.bring(made::sample("audio1/debian.wav"), "b.wav");
  EXPECT_EQ(two.state, "ready");
  EXPECT_EQ(two.name, "a.wav");
  EXPECT_EQ(world_.clips->list(world_.admin, "", {}).items.size(), 1U);
}

TEST_F(Library, what_is_no_media_is_refused_with_its_reason) {
  std::ofstream(world_.dir / "a.mp4") << "not a film";
  const auto clip = world_.finished(world_.bring(world_.dir / "a.mp4", "a.mp4").sha256);
  EXPECT_EQ(clip.state, "refused");
  ASSERT_TRUE(clip.refusal);
  EXPECT_EQ(clip.refusal->code, "not_media");
}

TEST_F(Library, work_that_a_restart_cut_short_is_done_afterwards) {
  const auto clip = world_.bring(made::sample("movie2/movie-hello.mp4"), "hello.mp4");
  world_.restart();
  const auto ready = world_.finished(clip.sha256);
  EXPECT_EQ(ready.state, "ready");
  EXPECT_EQ(ready.renditions.size(), 3U);
}

TEST_F(Library, a_new_kind_of_board_gets_its_rendition_of_old_clips) {
  const auto clip =
      world_.finished(world_.bring(made::sample("pic1/debian.png"), "debian.png").sha256);
  EXPECT_EQ(clip.renditions.size(), 2U);
  world_.profiles.with([](auto& profiles) {
    profiles.push_back({"led-64x32", {*playlists::parse_rendition_key("picture:64x32@25")}});
  });
  EXPECT_EQ(world_.clips->missing(clip).size(), 1U);
  world_.clips->profiles_changed();
  for (int i = 0; i < 1000; ++i) {
    if (world_.clips->missing(world_.clips->one(world_.admin, clip.sha256)).empty()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << "the rendition never came";
}

TEST_F(Library, a_changed_device_costs_one_look_at_the_profiles_however_many_clips_there_are) {
  world_.finished(world_.bring(made::sample("pic1/debian.png"), "debian.png").sha256);
  world_.finished(world_.bring(made::sample("audio1/debian.wav"), "a.wav").sha256);
  world_.restart();  // nothing is being worked on
  world_.profiles_asked = 0;
  world_.clips->profiles_changed();
  EXPECT_EQ(world_.profiles_asked, 1);
  world_.clips->profiles_changed();
  EXPECT_EQ(world_.profiles_asked, 2);
}

TEST_F(Library, a_message_is_prepared_signed_and_approved) {
  const auto prepared = world_.messages->prepare(world_.admin, bluezone("02"));
  EXPECT_EQ(prepared.previews, (std::vector<std::string>{"led-192x96", "led-320x160"}));
  ASSERT_EQ(prepared.renditions.size(), 1U);
  EXPECT_EQ(prepared.renditions[0].key, "sound:48000x1");
  // This sentence's peaks leave it short of the target, as 6 dB of limiting cannot mend: it is
  // said.
  const double short_lu = -16.0 - *prepared.renditions[0].lufs;
  EXPECT_LT(short_lu, 1.5);
  EXPECT_EQ(short_lu > 0.5,
            std::any_of(prepared.notes.begin(), prepared.notes.end(),
                        [](const api::Detail& note) { return note.code == "short_of_target"; }));
  const auto jws = world_.sign(prepared.payload, world_.admin_key);
  const auto message = world_.messages->approve(world_.admin, jws);
  EXPECT_EQ(message.hash, prepared.hash);
  EXPECT_EQ(message.payload, prepared.payload);
  EXPECT_EQ(message.approved_by, "Quản trị");
  EXPECT_EQ(world_.approved, (std::vector<std::string>{prepared.hash}));
  const auto kept = world_.store->read(
      [&](Session& session) { return find_message_jws(session, prepared.hash); });
  EXPECT_EQ(kept, jws);
  EXPECT_EQ(world_.messages->approve(world_.admin, jws).hash, message.hash);
  EXPECT_EQ(world_.approved.size(), 1U);
}

TEST(LibraryOfADrill, gives_its_words_to_messages_too) {
  LibraryWorld live, drill(playlists::World::Drill);
  const auto real = live.messages->prepare(live.admin, bluezone("02"));
  const auto prepared = drill.messages->prepare(drill.admin, bluezone("02"));
  const auto message = playlists::parse_message(prepared.payload);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->title, "DIỄN TẬP: Cài đặt Bluezone");
  EXPECT_EQ(message->variants[0].card->title, "DIỄN TẬP: Cài đặt Bluezone");
  EXPECT_GT(prepared.renditions[0].duration, real.renditions[0].duration + std::chrono::seconds(3));
}

TEST_F(Library, the_preview_is_the_card_with_its_qr) {
  const auto prepared = world_.messages->prepare(world_.admin, bluezone("02"));
  const auto picture =
      world_.messages->preview(world_.admin, prepared.hash, "led-192x96", "vi", {});
  const auto image = players::decode_png(picture.png);
  ASSERT_TRUE(image);
  EXPECT_TRUE(players::qr_reads_as(*image, "https://www.bluezone.gov.vn"));
}

TEST_F(Library, the_sound_preview_is_the_very_rendition_as_wav) {
  const auto prepared = world_.messages->prepare(world_.admin, bluezone("02"));
  const auto blob = world_.messages->sound(world_.admin, prepared.hash, "vi");
  EXPECT_EQ(blob.media, "audio/wav");
  const auto heard = players::parse_wav(protocols::io::read_file(blob.path));
  EXPECT_EQ(heard.rate, 24000);
  EXPECT_LE(std::chrono::abs(heard.duration() - prepared.renditions[0].duration).count(), 2);
  EXPECT_NEAR(*players::measure(heard.samples, heard.rate).lufs, *prepared.renditions[0].lufs, 0.2);
  const auto approved =
      world_.messages->approve(world_.admin, world_.sign(prepared.payload, world_.admin_key));
  EXPECT_EQ(world_.messages->sound(world_.admin, approved.hash, "vi").path, blob.path);
}

TEST_F(Library, the_sound_preview_of_a_clip_message_serves_every_language) {
  const auto clip =
      world_.finished(world_.bring(made::sample("audio1/debian.wav"), "a.wav").sha256);
  api::MessageAsk ask = bluezone("02");
  ask.kind = "clip";
  ask.variants.clear();
  ask.clip = clip.sha256;
  const auto prepared = world_.messages->prepare(world_.admin, ask);
  const auto blob = world_.messages->sound(world_.admin, prepared.hash, "hmn");
  const auto heard = players::parse_wav(protocols::io::read_file(blob.path));
  EXPECT_LE(std::chrono::abs(heard.duration() - clip.duration).count(), 2);
}

TEST_F(Library, there_is_no_sound_preview_of_what_is_silent_unknown_or_not_yours) {
  const auto code = [&](const api::Caller& caller, const std::string& hash, const char* lang) {
    return code_of([&] { world_.messages->sound(caller, hash, lang); });
  };
  const auto spoken = world_.messages->prepare(world_.admin, bluezone("02.030"));
  EXPECT_EQ(code(world_.admin, spoken.hash, "hmn"), "no_sound");
  EXPECT_EQ(code(world_.staff, spoken.hash, "vi"), "not_found");
  EXPECT_EQ(code(world_.admin, std::string(64, '0'), "vi"), "not_found");
  auto ask = bluezone("02");
  ask.variants[0].speech.clear();
  const auto silent = world_.messages->prepare(world_.admin, ask);
  EXPECT_EQ(code(world_.admin, silent.hash, "vi"), "no_sound");
  world_.clock.advance(std::chrono::minutes(61));
  EXPECT_EQ(code(world_.admin, spoken.hash, "vi"), "not_found");
}

TEST_F(Library, a_clip_message_names_every_rendition) {
  const auto clip =
      world_.finished(world_.bring(made::sample("movie2/movie-hello.mp4"), "hello.mp4").sha256);
  api::MessageAsk ask;
  ask.kind = "clip";
  ask.title = "Xin chào";
  ask.clip = clip.sha256;
  ask.highest_class = "routine";
  ask.areas = {"02"};
  const auto prepared = world_.messages->prepare(world_.admin, ask);
  const auto message = playlists::parse_message(prepared.payload);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->renditions.size(), 3U);
  EXPECT_EQ(message->duration, clip.duration);
  EXPECT_FALSE(
      world_.messages
          ->preview(world_.admin, prepared.hash, "led-320x160", "vi", std::chrono::seconds(2))
          .png.empty());
}

TEST_F(Library, refuses_what_was_not_prepared_or_is_signed_by_a_stranger) {
  const auto prepared = world_.messages->prepare(world_.admin, bluezone("02"));
  auto other = prepared.payload;
  other.replace(other.find("Bluezone"), 8, "Bluezome");
  EXPECT_EQ(code_of([&] {
              world_.messages->approve(world_.admin, world_.sign(other, world_.admin_key));
            }),
            "not_prepared");
  const auto stranger = protocols::trust::SigningKey::generate();
  EXPECT_EQ(code_of([&] {
              world_.messages->approve(world_.admin, world_.sign(prepared.payload, stranger));
            }),
            "unknown_key");
  EXPECT_EQ(code_of([&] { world_.messages->approve(world_.admin, "no.jws.at all"); }), "malformed");
}

TEST_F(Library, a_prepared_message_survives_a_restart_but_not_an_hour) {
  const auto one = world_.messages->prepare(world_.admin, bluezone("02"));
  world_.restart();
  EXPECT_EQ(world_.messages->approve(world_.admin, world_.sign(one.payload, world_.admin_key)).hash,
            one.hash);
  auto other = bluezone("02");
  other.title += " (nhắc lại)";
  const auto two = world_.messages->prepare(world_.admin, other);
  world_.clock.advance(std::chrono::minutes(61));
  EXPECT_EQ(code_of([&] {
              world_.messages->approve(world_.admin, world_.sign(two.payload, world_.admin_key));
            }),
            "not_prepared");
}

TEST_F(Library, staff_prepare_and_approve_only_for_their_own_area) {
  EXPECT_EQ(code_of([&] { world_.messages->prepare(world_.staff, bluezone("02.030")); }),
            "forbidden");
  const auto own = world_.messages->prepare(world_.staff, bluezone("02.026"));
  EXPECT_EQ(world_.messages->approve(world_.staff, world_.sign(own.payload, world_.staff_key)).hash,
            own.hash);
  const auto wide = world_.messages->prepare(world_.admin, bluezone("02"));
  EXPECT_EQ(code_of([&] {
              world_.messages->approve(world_.admin, world_.sign(wide.payload, world_.staff_key));
            }),
            "not_entitled_area");
}

TEST_F(Library, says_what_is_wrong_with_what_was_asked) {
  auto ask = bluezone("99");
  EXPECT_EQ(code_of([&] { world_.messages->prepare(world_.admin, ask); }), "unknown_area");
  ask = bluezone("02");
  ask.clip = std::string(64, '0');
  EXPECT_EQ(code_of([&] { world_.messages->prepare(world_.admin, ask); }), "unknown_clip");
  ask = bluezone("02");
  ask.variants[0].card.url = std::string(4000, 'x');
  EXPECT_EQ(code_of([&] { world_.messages->prepare(world_.admin, ask); }), "url_too_long");
  ask = bluezone("02");
  ask.kind = "poem";
  EXPECT_EQ(code_of([&] { world_.messages->prepare(world_.admin, ask); }), "bad_value");
}

}  // namespace
}  // namespace controller
