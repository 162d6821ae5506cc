// docs/timeline.md §3, §7 and §8, worked out by hand.
#include <gtest/gtest.h>

#include "tests/reference/names.h"
#include "tests/reference/resolver.h"
#include "tests/unit/reference/situation.h"

namespace reference {
namespace {

using playlists::OutputKind;
using playlists::Selector;
using std::chrono::days;

Selector in_area(std::string_view code, bool below) {
  Selector selector;
  selector.areas = {area_code(code)};
  selector.below = below;
  return selector;
}

TEST(ReferenceValidity, a_window_is_clipped_to_its_messages_and_its_programme) {
  Situation s;
  auto& entry = s.window(0, 100, 200);
  s.message_of(entry).valid_from = s.at(10);
  s.programme().valid_until = s.at(70);
  EXPECT_EQ(s.air(200), "10:a 70:-");
}

TEST(ReferenceValidity, a_timed_entry_counts_only_if_it_starts_inside) {
  Situation s;
  s.timed(9, 10);
  s.timed(10, 10);
  s.timed(50, 10);
  s.programme().valid_from = s.at(10);
  s.programme().valid_until = s.at(50);
  EXPECT_EQ(s.air(200), "10:b 20:-");
}

TEST(ReferenceValidity, an_area_counts_from_the_day_it_is_in_the_chain) {
  Situation s;
  s.timed(0, 10, routine, "p");
  s.window(0, 50, 60, background, "p");
  s.given.placement.areas.back().from = s.at(20);
  EXPECT_EQ(s.air(200), "20:b 50:-");
}

TEST(ReferenceValidity, what_began_before_the_origin_is_not_looked_at) {
  Situation s;
  s.window(-10, 100, 10);
  s.timed(-5, 20);
  s.timed(5, 20);
  EXPECT_EQ(s.air(200), "5:c 25:-");
}

TEST(ReferenceValidity, a_programme_not_renewed_rests_and_its_filler_plays) {
  Situation s;
  s.timed(40, 30);
  s.timed(60, 30);
  s.programme().offline = {30, s.new_message(100)};
  s.given.heard = s.at(50) - days{30};
  EXPECT_EQ(s.air(200), "40:a 50:filler 150:filler");
}

TEST(ReferenceValidity, a_filler_is_cut_by_everything) {
  Situation s;
  s.window(60, 80, 30, background, "p");
  s.programme().offline = {30, s.new_message(100)};
  s.given.heard = s.at(50) - days{30};
  EXPECT_EQ(s.air(170), "50:filler 60:a 80:filler+10");
}

TEST(ReferenceValidity, without_a_filler_nothing_plays) {
  Situation s;
  s.timed(60, 30);
  s.programme().offline.days = 30;
  s.given.heard = s.at(50) - days{30};
  EXPECT_EQ(s.air(200), "");
}

TEST(ReferenceWhere, include_exclude_and_outputs_choose_devices) {
  Situation s;
  s.timed(0, 10).where.include = {in_area("d", true)};
  s.timed(10, 10).where.include = {in_area("d", false)};
  s.timed(20, 10).where.include = {in_area("d", false), in_area("c", false)};
  s.timed(30, 10).where.exclude = {in_area("p", true)};
  s.timed(40, 10).outputs = {OutputKind::Picture};
  Selector market = in_area("c", true);
  market.tags = {"truong-hoc", "cho"};
  s.timed(50, 10).where.include = {market};
  market.profiles = {"led"};
  s.timed(60, 10).where.include = {market};
  EXPECT_EQ(s.air(200), "0:a 10:- 20:c 30:- 50:f 60:-");
}

playlists::Rendition sound(const std::string& lang, int seconds) {
  playlists::Rendition rendition;
  rendition.for_key = "sound:48000x1";
  rendition.lang = lang;
  rendition.duration = std::chrono::seconds{seconds};
  return rendition;
}

TEST(ReferenceWhere, the_first_language_that_a_message_has) {
  Situation s;
  auto& message = s.message_of(s.timed(0, 10));
  message.renditions = {sound("vi", 11), sound("hmn", 12), sound("tyz", 13)};
  s.timed(20, 10);
  EXPECT_EQ(s.air(200, true), "0:a/0/vi 11:- 20:b/1/vi 30:-");
  s.given.languages = {"mww", "hmn", "vi"};
  EXPECT_EQ(s.air(200, true), "0:a/0/hmn 12:- 20:b/1/vi 30:-");
}

TEST(ReferenceWhere, all_languages_one_piece_each) {
  Situation s;
  auto& entry = s.timed(0, 10);
  s.message_of(entry).renditions = {sound("vi", 11), sound("hmn", 12), sound("tyz", 13)};
  s.also_plays(entry, 5);
  s.given.languages = {"tyz", "mww", "vi"};
  s.given.all_languages = true;
  EXPECT_EQ(s.air(200, true), "0:a/0/tyz 13:a/0/vi 24:a/1/vi 29:-");
}

TEST(ReferenceWhere, a_picture_output_plays_the_languages_of_its_cards) {
  Situation s;
  auto& message = s.message_of(s.timed(0, 10));
  message.variants = {{"vi", "", playlists::Card{}}, {"hmn", "", std::nullopt}};
  s.given.languages = {"hmn", "vi"};
  EXPECT_EQ(s.air(200, true, OutputKind::Picture), "0:a/0/vi 10:-");
}

}  // namespace
}  // namespace reference
