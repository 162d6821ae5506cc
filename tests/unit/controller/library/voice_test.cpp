#include "controller/library/voice.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

using playlists::World;

constexpr std::string_view kText = "Họp lúc 19h.";

TEST(Voice, says_in_the_live_world_what_people_wrote_and_no_more) {
  const Voice voice;
  EXPECT_EQ(voice.titled("Họp thôn"), "Họp thôn");
  EXPECT_EQ(voice.titled(""), "");
  EXPECT_EQ(voice.spoken(kText, "vi"), "Họp lúc mười chín giờ.");
  EXPECT_EQ(voice.spoken("At 7 pm.", "en"), "At 7 pm.");
  const players::Sound recording{players::kSoundRate, std::vector<float>(4800, 0.1F)};
  EXPECT_EQ(voice.present(recording).sound, recording);
}

TEST(Voice, titles_of_a_drill_begin_with_it_once) {
  const Voice voice(World::Drill);
  EXPECT_EQ(voice.titled("Họp thôn"), "DIỄN TẬP: Họp thôn");
  EXPECT_EQ(voice.titled("DIỄN TẬP: Họp thôn"), "DIỄN TẬP: Họp thôn");
  EXPECT_EQ(voice.titled(""), "DIỄN TẬP");
}

// The sentence, half a second, what was asked, half a second, the sentence.
void expect_framed(const players::Sound& sound, std::size_t own) {
  const std::size_t pause = players::kSoundRate / 2;
  ASSERT_GT(sound.samples.size(), own + 2 * pause);
  const auto sentence = static_cast<std::ptrdiff_t>((sound.samples.size() - own) / 2 - pause);
  EXPECT_GT(sentence, players::kSoundRate / 2) << "too short to be a sentence";
  EXPECT_TRUE(std::equal(sound.samples.begin(), sound.samples.begin() + sentence,
                         sound.samples.end() - sentence))
      << "begins and ends with the same words";
}

TEST(Voice, a_drill_begins_and_ends_with_saying_so_in_any_language) {
  const Voice live, drill(World::Drill);
  EXPECT_EQ(drill.spoken(kText, "vi"), "Đây là diễn tập. Họp lúc mười chín giờ. Đây là diễn tập.");
  EXPECT_EQ(drill.spoken("At 7 pm.", "en"), "Đây là diễn tập. At 7 pm. Đây là diễn tập.");
  for (const auto& [text, lang] : {std::pair{kText, "vi"}, {"At 7 pm.", "en"}}) {
    const auto own = live.say(text, lang);
    const auto said = drill.say(text, lang);
    ASSERT_TRUE(own && said) << lang;
    expect_framed(said.sound, own.sound.samples.size());
  }
}

TEST(Voice, a_recording_is_framed_too) {
  const std::size_t length = players::kSoundRate;
  const players::Sound recording{players::kSoundRate, std::vector<float>(length, 0.1F)};
  const auto said = Voice(World::Drill).present(recording);
  ASSERT_TRUE(said);
  expect_framed(said.sound, length);
}

TEST(Voice, without_an_engine_a_drill_says_nothing_rather_than_nothing_of_it) {
  players::SpeechEngine engine;
  engine.command = {"/no/such/engine"};
  const players::Sound recording{players::kSoundRate, std::vector<float>(4800, 0.1F)};
  EXPECT_EQ(Voice(World::Drill, engine).present(recording).problem->code, "engine_missing");
}

}  // namespace
}  // namespace controller
