// Entries: what plays when, on one output, with and without reports.
#include "playlists/timetable/timeline.h"

#include <gtest/gtest.h>

#include "playlists/timetable/plan.h"
#include "tests/unit/playlists/samples.h"
#include "tests/unit/playlists/story.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;
using samples::at;
using samples::Story;
using samples::story;
using samples::timeline;
constexpr auto picture = OutputKind::Picture;
constexpr auto sound = OutputKind::Sound;

std::string id(int n) {
  return samples::entry_id(n).text();
}

std::string playing(const Timeline& t, Instant now, OutputKind kind = picture) {
  const Due due = t.due(kind, now);
  EXPECT_FALSE(due.why.empty());
  return due.item ? due.item->playing.id : "";
}

std::string why_of(const Timeline& t, int n, Instant now, OutputKind kind = picture) {
  for (const Explained& one : t.explain(kind, now)) {
    if (one.item.id == id(n)) return one.why.front().code;
  }
  return "unheard of";
}

TEST(Timeline, a_timed_entry_plays_from_its_time_for_its_length) {
  const Timeline t = timeline({samples::timed(3, "05:00")});
  EXPECT_EQ(playing(t, at("04:59:59")), "");
  const Due due = t.due(picture, at("05:00"));
  ASSERT_TRUE(due.item);
  EXPECT_EQ(due.item->item.id, id(3));
  EXPECT_EQ(due.item->item.programme, 7);
  EXPECT_EQ(due.item->offset, 0s);
  EXPECT_EQ(due.item->until, at("05:03"));
  EXPECT_EQ(due.why.front().code, "timed");
  EXPECT_EQ(playing(t, at("05:03")), "");
  EXPECT_EQ(t.next_change(picture, at("04:00")), at("05:00"));
  EXPECT_EQ(t.next_change(picture, at("05:00")), at("05:03"));
}

TEST(Timeline, a_late_joiner_starts_at_the_offset) {
  const Timeline t = timeline({samples::timed(3, "05:00"), samples::window(2, "06:00", "22:00")});
  EXPECT_EQ(t.due(picture, at("05:01")).item->offset, 60s);
  EXPECT_EQ(t.due(picture, at("06:03")).item->offset, 60s);  // message 2 lasts 2 minutes and loops
  EXPECT_EQ(t.due(picture, at("06:03")).item->until, at("22:00"));
}

TEST(Timeline, a_timers_delay_skips_nothing) {
  const Timeline t = timeline({samples::timed(3, "05:00")});
  EXPECT_EQ(t.due(picture, at("05:00") + 900ms).item->offset, 0s);
  Timeline started = t;
  started.started(picture, t.due(picture, at("05:00")).item->playing, 0s, at("05:00") + 900ms);
  EXPECT_EQ(started.due(picture, at("05:01")).item->until, at("05:03") + 900ms);
}

TEST(Timeline, repeats_come_one_after_the_other) {
  Entry entry = samples::timed(1, "05:00");
  entry.repeat = 3;
  const Timeline t = timeline({entry});
  EXPECT_EQ(t.due(picture, at("05:02:30")).item->offset, 30s);
  EXPECT_EQ(t.due(picture, at("05:02:30")).item->until, at("05:03"));
}

TEST(Timeline, background_fills_gaps_and_higher_classes_cover_lower) {
  const Timeline t = timeline({samples::window(1, "00:00", "24:00"), samples::timed(4, "05:00"),
                               samples::timed(2, "05:01", ItemClass::Priority)});
  EXPECT_EQ(
      story(plan(t, picture, at("04:58"), at("05:10"))),
      (Story{"Mục 1 04:58:00-05:00:00 higher_class", "Mục 4 05:00:00-05:01:00 higher_class",
             "Mục 2 05:01:00-05:03:00", "Mục 4 05:03:00-05:06:00 +60", "Mục 1 05:06:00-05:10:00"}));
}

TEST(Timeline, resume_restart_begins_again_and_drop_does_not) {
  Entry restart = samples::timed(4, "05:00");
  restart.lose = Lose::Restart;
  const Entry cut = samples::timed(2, "05:01", ItemClass::Priority);
  EXPECT_EQ(story(plan(timeline({restart, cut}), picture, at("05:00"), at("05:30"))),
            (Story{"Mục 4 05:00:00-05:01:00 higher_class", "Mục 2 05:01:00-05:03:00",
                   "Mục 4 05:03:00-05:07:00"}));
  Entry drop = restart;
  drop.lose = Lose::Skip;
  EXPECT_EQ(story(plan(timeline({drop, cut}), picture, at("05:00"), at("05:30"))),
            (Story{"Mục 4 05:00:00-05:01:00 higher_class", "Mục 2 05:01:00-05:03:00"}));
}

TEST(Timeline, a_covered_entry_starts_late_from_its_beginning_or_is_missed) {
  const Timeline soon =
      timeline({samples::timed(5, "05:00", ItemClass::Priority), samples::timed(1, "05:02")});
  EXPECT_EQ(story(plan(soon, picture, at("05:00"), at("06:00"))),
            (Story{"Mục 5 05:00:00-05:05:00", "Mục 1 05:05:00-05:06:00"}));
  Entry longer = samples::timed(5, "05:00", ItemClass::Priority);
  longer.repeat = 3;
  const Timeline missed = timeline({longer, samples::timed(1, "05:02")});
  EXPECT_EQ(story(plan(missed, picture, at("05:00"), at("06:00"))),
            (Story{"Mục 5 05:00:00-05:15:00"}));
}

TEST(Timeline, equal_entries_play_one_after_the_other) {
  const Timeline t = timeline({samples::timed(3, "05:00"), samples::timed(2, "05:01")});
  EXPECT_EQ(story(plan(t, picture, at("05:00"), at("06:00"))),
            (Story{"Mục 3 05:00:00-05:03:00", "Mục 2 05:03:00-05:05:00"}));
}

TEST(Timeline, the_own_areas_priority_goes_before_a_higher_areas) {
  const Timeline t = timeline({samples::timed(2, "05:00", ItemClass::Priority)},
                              {samples::timed(3, "05:00", ItemClass::Priority)});
  EXPECT_EQ(story(plan(t, picture, at("05:00"), at("06:00"))),
            (Story{"Mục 2 05:00:00-05:02:00", "Mục 3 05:02:00-05:05:00"}));
}

TEST(Timeline, windows_of_one_class_take_turns) {
  const Timeline t =
      timeline({samples::window(1, "06:00", "22:00"), samples::window(2, "06:00", "22:00")});
  EXPECT_EQ(story(plan(t, picture, at("06:00"), at("06:07"))),
            (Story{"Mục 1 06:00:00-06:01:00", "Mục 2 06:01:00-06:03:00", "Mục 1 06:03:00-06:04:00",
                   "Mục 2 06:04:00-06:06:00", "Mục 1 06:06:00-06:07:00"}));
  EXPECT_EQ(why_of(t, 2, at("06:00")), "other_turn");
}

TEST(Timeline, a_cut_turn_goes_on_where_it_stopped) {
  const Timeline t = timeline({samples::window(1, "06:00", "22:00"),
                               samples::window(2, "06:00", "22:00"), samples::timed(3, "06:02")});
  EXPECT_EQ(
      story(plan(t, picture, at("06:00"), at("06:07"))),
      (Story{"Mục 1 06:00:00-06:01:00", "Mục 2 06:01:00-06:02:00 higher_class",
             "Mục 3 06:02:00-06:05:00", "Mục 2 06:05:00-06:06:00 +60", "Mục 1 06:06:00-06:07:00"}));
}

TEST(Timeline, a_window_that_looped_alone_ends_its_round_when_another_opens) {
  const Timeline t =
      timeline({samples::window(2, "06:00", "22:00"), samples::window(1, "06:03", "22:00")});
  EXPECT_EQ(
      story(plan(t, picture, at("06:00"), at("06:06"))),
      (Story{"Mục 2 06:00:00-06:04:00", "Mục 1 06:04:00-06:05:00", "Mục 2 06:05:00-06:06:00"}));
}

TEST(Timeline, an_interruption_reported_exactly_resumes_exactly) {
  Timeline t = timeline({samples::timed(5, "05:00")});
  const Playing play = t.due(picture, at("05:00")).item->playing;
  t.started(picture, play, 0s, at("05:00"));
  t.interrupted(picture, play, 59'960ms, at("05:01"));
  const Due due = t.due(picture, at("05:02"));
  ASSERT_TRUE(due.item);
  EXPECT_TRUE(due.item->resumes);
  EXPECT_EQ(due.item->offset, 59'960ms);
  EXPECT_EQ(due.item->until, at("05:02") + 240s + 40ms);
}

TEST(Timeline, what_was_cut_too_long_ago_or_has_come_again_is_not_resumed) {
  Entry twice = samples::timed(5, "05:00");
  twice.when.times.push_back(6h);
  Timeline t = timeline({twice});
  const Playing play = t.due(picture, at("05:00")).item->playing;
  t.started(picture, play, 0s, at("05:00"));
  t.interrupted(picture, play, 60s, at("05:01"));
  EXPECT_EQ(playing(t, at("05:30")), id(5));
  EXPECT_EQ(t.due(picture, at("06:00")).item->playing.occurrence,
            at("06:00"));  // the new occurrence
  Timeline once = timeline({samples::timed(5, "05:00")});
  once.started(picture, play, 0s, at("05:00"));
  once.interrupted(picture, play, 60s, at("05:01"));
  EXPECT_EQ(playing(once, at("06:02")), "");
  EXPECT_EQ(why_of(once, 5, at("06:02")), "not_resumed");
}

TEST(Timeline, what_is_finished_does_not_come_back) {
  Timeline t = timeline({samples::timed(5, "05:00")});
  const Playing play = t.due(picture, at("05:00")).item->playing;
  t.started(picture, play, 0s, at("05:00"));
  t.finished(picture, play, at("05:04:59"));
  EXPECT_EQ(playing(t, at("05:04:59")), "");
  EXPECT_EQ(why_of(t, 5, at("05:04:59")), "played");
  EXPECT_EQ(playing(t, at("05:00", 1)), id(5));
}

TEST(Timeline, a_new_version_of_the_programme_does_not_restart_what_plays) {
  Timeline t = timeline({samples::window(2, "06:00", "22:00")});
  const Playing before = t.due(picture, at("06:00")).item->playing;
  Programme next = samples::programme("02.026.00715", {samples::window(2, "06:00", "22:00")});
  next.version = 8;
  t.set_programme(next);
  EXPECT_EQ(t.due(picture, at("07:00")).item->playing, before);
  EXPECT_EQ(t.due(picture, at("07:00")).item->item.programme, 8);
}

TEST(Timeline, without_trusted_time_no_entry_plays) {
  Timeline t = timeline({samples::window(2, "06:00", "22:00")});
  t.set_time_trusted(false);
  EXPECT_EQ(playing(t, at("07:00")), "");
  EXPECT_EQ(t.due(picture, at("07:00")).why.front().code, "no_trusted_time");
  EXPECT_EQ(why_of(t, 2, at("07:00")), "no_trusted_time");
}

TEST(Timeline, says_why_an_entry_does_not_play) {
  Entry entry = samples::timed(1, "05:00");
  const auto why = [&](const Entry& one, bool province = false) {
    const Timeline t = province ? timeline({}, {one}) : timeline({one});
    EXPECT_EQ(playing(t, at("05:00")), "");
    return why_of(t, 1, at("05:00"));
  };
  Entry other = entry;
  other.outputs = {sound};
  EXPECT_EQ(why(other), "other_output");
  other = entry;
  other.where.include.resize(1);
  other.where.include[0].tags = {"benh-vien"};
  EXPECT_EQ(why(other), "not_meant");
  other = entry;
  other.where.exclude.resize(1);
  other.where.exclude[0].areas = {samples::area("02.026")};
  EXPECT_EQ(why(other, true), "not_meant");
  other = entry;
  other.messages = {samples::message_hash(42)};
  EXPECT_EQ(why(other), "message_missing");
  other = entry;
  other.when.times = {6h};
  EXPECT_EQ(why(other), "not_now");
  using namespace std::chrono;
  other.when.until = 2026y / January / 1;
  EXPECT_EQ(why(other), "not_scheduled");
}

TEST(Timeline, says_what_is_wrong_with_a_message) {
  const auto why = [](auto spoil) {
    Timeline t = timeline({samples::timed(1, "05:00")});
    Message message = samples::message(1, 60s);
    spoil(message);
    t.hold_message(samples::message_hash(1), message);
    EXPECT_EQ(playing(t, at("05:00")), "");
    return why_of(t, 1, at("05:00"));
  };
  EXPECT_EQ(why([](Message& m) { m.highest_class = ItemClass::Background; }), "message_class");
  EXPECT_EQ(why([](Message& m) { m.areas = {samples::area("10")}; }), "message_area");
  EXPECT_EQ(why([](Message& m) { m.valid_until = at("05:00"); }), "message_expired");
  EXPECT_EQ(why([](Message& m) { m.valid_from = at("05:01"); }), "message_not_yet");
  EXPECT_EQ(why([](Message& m) { m.variants.clear(); }), "nothing_for_output");
}

TEST(Timeline, missing_content_lets_the_next_best_play) {
  Timeline t = timeline({samples::window(1, "00:00", "24:00"), samples::timed(3, "05:00")});
  t.set_ready(samples::message_hash(3), picture, false);
  EXPECT_EQ(playing(t, at("05:00")), id(1));
  EXPECT_EQ(playing(t, at("05:00"), sound), id(3));
  EXPECT_EQ(why_of(t, 3, at("05:00")), "missing_content");
  t.set_ready(samples::message_hash(3), picture, true);
  EXPECT_EQ(t.due(picture, at("05:01")).item->offset, 60s);
}

TEST(Timeline, validity_ends_are_changes) {
  Timeline t = timeline({});
  Programme programme = samples::programme("02.026.00715", {samples::window(1, "00:00", "24:00")});
  programme.valid_until = at("05:00");
  t.set_programme(programme);
  EXPECT_EQ(t.next_change(picture, at("04:00")), at("05:00"));
  EXPECT_EQ(playing(t, at("05:00")), "");
  EXPECT_EQ(why_of(t, 1, at("05:00")), "programme_expired");
}

TEST(Timeline, an_output_the_device_does_not_have_plays_nothing) {
  Placement placement = samples::placement();
  placement.profile.outputs.resize(1);
  Timeline t = timeline({samples::window(1, "00:00", "24:00")});
  t.set_placement(placement);
  EXPECT_EQ(t.due(sound, at("05:00")).why.front().code, "no_output");
  EXPECT_EQ(playing(t, at("05:00")), id(1));
}

TEST(Timeline, a_move_counts_from_its_date) {
  Placement placement = samples::placement();
  placement.areas.front().from = at("05:00");
  Timeline t = timeline({samples::window(1, "00:00", "24:00")});
  t.set_placement(placement);
  EXPECT_EQ(playing(t, at("04:59")), "");
  EXPECT_EQ(t.next_change(picture, at("04:59")), at("05:00"));
  EXPECT_EQ(playing(t, at("05:00")), id(1));
}

}  // namespace
}  // namespace playlists
