#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "playlists/messages/facts.h"
#include "playlists/messages/message_template.h"
#include "playlists/messages/messages_file_json.h"
#include "tests/places.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;

const Facts facts{{"hotline.moh", "1900 9095"}, {"a", "{{hotline.moh}}"}};

TEST(Facts, are_filled_in_once) {
  EXPECT_EQ(*substitute_facts("Gọi {{hotline.moh}}, {{ hotline.moh }}.", facts),
            "Gọi 1900 9095, 1900 9095.");
  EXPECT_EQ(*substitute_facts("{{a}}", facts), "{{hotline.moh}}");
  EXPECT_EQ(*substitute_facts("", facts), "");
  EXPECT_EQ(*substitute_facts("một { hai }} ba", facts), "một { hai }} ba");
}

TEST(Facts, that_are_unknown_or_misspelt_are_all_reported) {
  const auto parsed = substitute_facts("{{hotline}} {{}} {{Hot Line}} {{end", facts);
  ASSERT_EQ(parsed.problems.size(), 4u);
  EXPECT_EQ(parsed.problems[0].code, "unknown_fact");
  EXPECT_EQ(parsed.problems[1].code, "bad_fact");
  EXPECT_EQ(parsed.problems[3].code, "bad_fact");
}

TEST(MessagesFile, of_the_letters_is_read_and_filled_in) {
  std::ifstream file{tests::data_dir() + "/messages-vi.json"};
  std::ostringstream text;
  text << file.rdbuf();
  const auto messages = parse_messages_file(text.str());
  ASSERT_TRUE(messages) << problems_text(messages.problems);
  EXPECT_EQ(messages->messages.size(), 6u);
  for (const MessageTemplate& draft : messages->messages) {
    const auto filled = fill_in(draft, messages->facts);
    ASSERT_TRUE(filled) << problems_text(filled.problems);
    EXPECT_EQ(filled->speech.find("{{"), std::string::npos);
  }
  const auto bluezone = fill_in(*messages->find("install-bluezone"), messages->facts);
  EXPECT_EQ(card_of(*bluezone).url, "https://www.bluezone.gov.vn");
  EXPECT_EQ(card_of(*bluezone).template_name, "install-card");
  EXPECT_EQ(card_of(*bluezone).steps.size(), 3u);
  EXPECT_EQ(messages->find("nothing"), nullptr);
}

TEST(MessagesFile, says_which_field_misses_a_fact_and_which_name_is_twice) {
  const auto file = parse_messages_file(
      R"({"facts":{},"messages":[{"id":"a","kind":"notice","title":"T","speech":"{{x}}"},{"id":"a","kind":"notice","title":"U","speech":""}]})");
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].code, "duplicate_id");
  MessageTemplate draft;
  draft.steps = {"một", "{{x}}"};
  const auto filled = fill_in(draft, {});
  ASSERT_EQ(filled.problems.size(), 1u);
  EXPECT_TRUE(filled.problems[0].en.starts_with("steps[1]: "));
}

TEST(Message, renditions_are_chosen_by_key_then_language) {
  Message message = samples::message(1, 1s);
  EXPECT_EQ(rendition_for(message, "sound:48000x1", "vi"), &message.renditions[0]);
  EXPECT_EQ(rendition_for(message, "sound:48000x1", "mww"), &message.renditions[0]);
  EXPECT_EQ(rendition_for(message, "sound:44100x1", "vi"), nullptr);
  Rendition hmong = message.renditions[0];
  hmong.lang = "mww";
  message.renditions.push_back(hmong);
  EXPECT_EQ(rendition_for(message, "sound:48000x1", "mww"), &message.renditions[1]);
  EXPECT_EQ(variant_for(message, "mww"), &message.variants[0]);
}

TEST(Message, a_card_plays_on_pictures_and_speech_only_on_sounds) {
  Message message = samples::message(1, 1s);
  EXPECT_TRUE(plays_on(message, OutputKind::Picture, "picture:192x96@25"));
  EXPECT_TRUE(plays_on(message, OutputKind::Sound, "sound:48000x1"));
  message.variants[0].card.reset();
  EXPECT_FALSE(plays_on(message, OutputKind::Picture, "picture:192x96@25"));
  message.renditions.clear();
  EXPECT_FALSE(plays_on(message, OutputKind::Sound, "sound:48000x1"));
}

}  // namespace
}  // namespace playlists
