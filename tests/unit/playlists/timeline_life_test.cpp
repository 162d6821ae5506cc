// What becomes of an occurrence: how it starts, what it does when it loses, when it is too late and
// when it ends for good: docs/timeline.md §1, §2, §4, §5, §7, §8.
#include <gtest/gtest.h>

#include "playlists/timetable/plan.h"
#include "playlists/timetable/timeline.h"
#include "tests/unit/playlists/samples.h"
#include "tests/unit/playlists/story.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;
using samples::at;
using samples::Story;
using samples::story;
using samples::timeline;
constexpr auto sound = OutputKind::Sound;

Story from_five(const Timeline& t, Duration span = 1h) {
  return story(plan(t, sound, at("05:00"), at("05:00") + span));
}

Entry timed(int n, std::string_view time, Lose lose, ItemClass item_class = ItemClass::Routine) {
  Entry entry = samples::timed(n, time, item_class);
  entry.lose = lose;
  return entry;
}

TEST(Start, hard_cuts_to_the_second_what_is_of_its_class) {
  Entry hard = samples::timed(2, "05:03");
  hard.start = StartMode::Hard;
  EXPECT_EQ(from_five(timeline({samples::timed(5, "05:00"), hard})),
            (Story{"Mục 5 05:00:00-05:03:00 higher_class", "Mục 2 05:03:00-05:05:00",
                   "Mục 5 05:05:00-05:07:00 +180"}));
}

TEST(Start, two_that_interrupt_each_other_have_one_outcome) {
  Entry first = samples::timed(5, "05:00"), second = samples::timed(2, "05:03");
  first.start = second.start = StartMode::Hard;
  const Story expected{"Mục 5 05:00:00-05:03:00 higher_class", "Mục 2 05:03:00-05:05:00",
                       "Mục 5 05:05:00-05:07:00 +180"};
  EXPECT_EQ(from_five(timeline({first, second})), expected);
  EXPECT_EQ(from_five(timeline({second, first})), expected);  // the order in the list says nothing
  second.when.times = {5h};
  EXPECT_EQ(from_five(timeline({first, second})),
            (Story{"Mục 2 05:00:00-05:02:00", "Mục 5 05:02:00-05:07:00"}));  // by id
}

TEST(Start, a_hard_one_that_had_to_wait_cuts_its_own_class_no_more) {
  Entry hard = samples::timed(2, "05:01");
  hard.start = StartMode::Hard;
  const Timeline t =
      timeline({samples::timed(3, "05:00", ItemClass::Priority), hard, samples::timed(4, "05:00")});
  EXPECT_EQ(from_five(t), (Story{"Mục 3 05:00:00-05:03:00", "Mục 4 05:03:00-05:07:00",
                                 "Mục 2 05:07:00-05:09:00"}));
}

TEST(Start, soft_waits_for_the_clip_that_plays_even_of_a_lower_class) {
  Entry soft = samples::timed(2, "05:01");
  soft.start = StartMode::Soft;
  EXPECT_EQ(from_five(timeline({samples::window(3, "05:00", "06:00"), soft}), 10min),
            (Story{"Mục 3 05:00:00-05:03:00 higher_class", "Mục 2 05:03:00-05:05:00",
                   "Mục 3 05:05:00-05:10:00"}));
}

TEST(Start, soft_comes_between_the_messages_of_a_playlist) {
  Entry list = samples::timed(3, "05:00", ItemClass::Background);
  list.messages = {samples::message_hash(1), samples::message_hash(2), samples::message_hash(3)};
  Entry soft = samples::timed(4, "05:00:30");
  soft.start = StartMode::Soft;
  EXPECT_EQ(from_five(timeline({list, soft})),
            (Story{"Mục 3 05:00:00-05:01:00 higher_class", "Mục 4 05:01:00-05:05:00",
                   "Mục 3 05:05:00-05:07:00", "Mục 3 05:07:00-05:10:00"}));
}

TEST(Late, it_begins_late_up_to_its_limit_and_not_a_millisecond_later) {
  Entry late = samples::timed(1, "05:00");
  late.late = 300s;
  EXPECT_EQ(from_five(timeline({samples::timed(5, "05:00", ItemClass::Priority), late})).back(),
            "Mục 1 05:05:00-05:06:00");
  late.late = 299s;
  EXPECT_EQ(from_five(timeline({samples::timed(5, "05:00", ItemClass::Priority), late})).size(),
            1u);
}

TEST(Late, what_was_dropped_says_why_and_for_whom) {
  Entry late = samples::timed(1, "05:00");
  late.late = 60s;
  const Timeline t = timeline({samples::timed(5, "05:00", ItemClass::Priority), late});
  for (const Explained& one : t.explain(sound, at("05:03"))) {
    if (one.item.title != "Mục 1") continue;
    EXPECT_EQ(one.why.at(0).code, "missed_busy");
    EXPECT_EQ(one.why.at(1).code, "covered_by");
    EXPECT_NE(one.why.at(1).vi.find("Mục 5"), std::string::npos);
  }
}

TEST(Lose, resume_rejoin_restart_and_skip) {
  const Entry cut = samples::timed(2, "05:01", ItemClass::Priority);
  const auto last = [&](Lose lose) {
    return from_five(timeline({timed(5, "05:00", lose), cut})).back();
  };
  EXPECT_EQ(last(Lose::Resume), "Mục 5 05:03:00-05:07:00 +60");
  EXPECT_EQ(last(Lose::Rejoin), "Mục 5 05:03:00-05:05:00 +180");
  EXPECT_EQ(last(Lose::Restart), "Mục 5 05:03:00-05:08:00");
  EXPECT_EQ(last(Lose::Skip), "Mục 2 05:01:00-05:03:00");
}

TEST(Lose, postponed_it_plays_from_its_beginning_at_the_time_named_and_only_once) {
  Entry entry = timed(5, "05:00", Lose::Postpone);
  entry.postpone_to = 5h + 30min;
  const Entry cut = samples::timed(2, "05:01", ItemClass::Priority);
  const Entry again = samples::timed(1, "05:32", ItemClass::Priority);
  EXPECT_EQ(from_five(timeline({entry, cut})).back(), "Mục 5 05:30:00-05:35:00");
  EXPECT_EQ(from_five(timeline({entry, cut, again})).back(), "Mục 1 05:32:00-05:33:00");
}

TEST(Lose, what_never_began_is_postponed_too) {
  Entry entry = timed(1, "05:00", Lose::Postpone);
  entry.late = 60s;
  entry.postpone_to = 5h + 30min;
  EXPECT_EQ(from_five(timeline({entry, samples::timed(5, "05:00", ItemClass::Priority)})).back(),
            "Mục 1 05:30:00-05:31:00");
}

TEST(Lose, a_relay_is_joined_where_it_is) {
  const Timeline t =
      timeline({timed(9, "05:00", Lose::Rejoin), samples::timed(8, "05:00", ItemClass::Priority)});
  EXPECT_EQ(from_five(t).back(), "Mục 9 05:08:00-05:09:00 +480");
}

TEST(Lose, a_window_that_rejoins_keeps_the_time_of_its_neighbour_that_was_not_cut) {
  Entry window = samples::window(4, "05:00", "06:00");
  window.lose = Lose::Rejoin;
  const Timeline cut = timeline({window, samples::timed(2, "05:01", ItemClass::Priority)});
  const Timeline neighbour = timeline({window});
  EXPECT_EQ(cut.due(sound, at("05:30")).item->offset,
            neighbour.due(sound, at("05:30")).item->offset);
  EXPECT_EQ(plan(cut, sound, at("05:00"), at("05:10")).back().item.offset, 3min);
}

TEST(When, every_so_often_and_at_most_so_many_times) {
  Entry entry = samples::timed(1, "05:00");
  entry.when.times.clear();
  entry.when.window = CivilWindow{5h, 8h};
  entry.when.every = 30min;
  entry.when.most = 3;
  EXPECT_EQ(
      from_five(timeline({entry}), 3h),
      (Story{"Mục 1 05:00:00-05:01:00", "Mục 1 05:30:00-05:31:00", "Mục 1 06:00:00-06:01:00"}));
}

TEST(When, a_share_of_voice_in_plays_or_hundredths_of_an_hour) {
  Entry entry = samples::timed(1, "05:00");
  entry.when.times.clear();
  entry.when.window = CivilWindow{5h, 6h};
  entry.when.share = Share{3, 0};
  EXPECT_EQ(
      from_five(timeline({entry})),
      (Story{"Mục 1 05:00:00-05:01:00", "Mục 1 05:20:00-05:21:00", "Mục 1 05:40:00-05:41:00"}));
  entry.when.share = Share{0, 10};  // six minutes of sixty
  EXPECT_EQ(from_five(timeline({entry})).size(), 6u);
}

TEST(When, each_time_the_next_message_of_the_list) {
  Entry entry = samples::timed(1, "05:00");
  entry.messages = {samples::message_hash(1), samples::message_hash(2)};
  entry.cycle_one = true;
  entry.when.times = {5h, 5h + 10min, 5h + 20min};
  using namespace std::chrono;
  entry.when.from = 2026y / November / 23;
  const auto plays = plan(timeline({entry}), sound, at("05:00"), at("06:00"));
  ASSERT_EQ(plays.size(), 3u);
  EXPECT_EQ(plays[0].item.item.message, samples::message_hash(1));
  EXPECT_EQ(plays[1].item.item.message, samples::message_hash(2));
  EXPECT_EQ(plays[2].item.item.message, samples::message_hash(1));
  // The day after goes on where this one stopped.
  EXPECT_EQ(plan(timeline({entry}), sound, at("05:00", 1), at("05:01", 1)).at(0).item.item.message,
            samples::message_hash(2));
}

TEST(When, across_midnight_and_out_of_a_day_taken_out) {
  Entry night = samples::window(4, "23:58", "00:03", ItemClass::Routine);
  using namespace std::chrono;
  night.when.except = {{2026y / November / 24, std::nullopt}};
  const auto plays = plan(timeline({night}), sound, at("23:00"), at("23:59", 1));
  EXPECT_EQ(story(plays), (Story{"Mục 4 23:58:00-00:03:00"}));
}

TEST(Validity, an_expired_message_stops_to_the_second_on_a_device_that_hears_nobody) {
  Timeline t = timeline({samples::timed(5, "05:00")});
  Message message = samples::message(5, 5min);
  message.valid_until = at("05:02:30");
  t.hold_message(samples::message_hash(5), message);
  EXPECT_EQ(from_five(t), (Story{"Mục 5 05:00:00-05:02:30 expired"}));
}

TEST(Validity, so_many_days_without_the_centre_and_then_the_filler) {
  Timeline t = timeline({});
  Programme programme = samples::programme("02.026.00715", {samples::window(4, "00:00", "24:00")});
  programme.offline = {30, samples::message_hash(2)};
  t.set_programme(programme);
  t.set_heard(at("05:10") - std::chrono::days{30});
  EXPECT_EQ(t.due(sound, at("05:09")).item->item.message, samples::message_hash(4));
  EXPECT_EQ(t.due(sound, at("05:10")).item->item.message, samples::message_hash(2));
  t.set_heard(at("05:00"));  // the link is back
  EXPECT_EQ(t.due(sound, at("05:11")).item->item.message, samples::message_hash(4));
}

TEST(Validity, a_programme_begins_when_it_says) {
  Timeline t = timeline({});
  Programme programme = samples::programme("02.026.00715", {samples::window(4, "00:00", "24:00")});
  programme.valid_from = at("05:10");
  t.set_programme(programme);
  EXPECT_EQ(from_five(t, 20min), (Story{"Mục 4 05:10:00-05:20:00"}));
}

TEST(ClockStep, back_repeats_nothing_that_was_played) {
  Timeline t = timeline({samples::timed(2, "05:00"), samples::timed(1, "05:10")});
  const Playing first = t.due(sound, at("05:00")).item->playing;
  t.started(sound, first, 0s, at("05:00"));
  t.finished(sound, first, at("05:02"));
  EXPECT_FALSE(t.due(sound, at("05:05")).item);
  EXPECT_FALSE(t.due(sound, at("05:00:30")).item);  // the clock was five minutes fast
  EXPECT_EQ(t.due(sound, at("05:10")).item->item.title, "Mục 1");
}

TEST(ClockStep, back_loses_nothing_that_was_not_played) {
  Timeline t = timeline({samples::timed(2, "05:00"), samples::timed(1, "06:00")});
  const Playing first = t.due(sound, at("05:00")).item->playing;
  t.started(sound, first, 0s, at("05:00"));
  t.finished(sound, first, at("05:02"));
  EXPECT_FALSE(t.due(sound, at("08:00")).item);  // the clock is three hours fast: too late for six
  EXPECT_EQ(t.due(sound, at("06:00")).item->item.title, "Mục 1");
}

TEST(ClockStep, forward_makes_late_what_lies_between) {
  Timeline t = timeline({samples::window(3, "04:00", "04:30"), samples::timed(2, "05:00"),
                         samples::timed(1, "05:20")});
  const Playing first = t.due(sound, at("04:00")).item->playing;
  t.started(sound, first, 0s, at("04:00"));
  t.finished(sound, first, at("04:30"));
  EXPECT_EQ(t.due(sound, at("05:25")).item->item.title, "Mục 1");  // within ten minutes
  EXPECT_FALSE(t.due(sound, at("05:40")).item);
}

TEST(Restart, a_device_that_was_off_shows_what_its_neighbour_shows) {
  const Timeline always_on =
      timeline({samples::window(2, "04:00", "22:00"), samples::window(3, "04:30", "22:00"),
                timed(5, "05:00", Lose::Resume), samples::timed(1, "05:02", ItemClass::Priority)});
  Plan neighbour{always_on.lane_from(sound, always_on.origin_for(at("05:00")), at("23:00")), {}};
  neighbour.run(at("23:00"));
  for (Instant now = at("05:00"); now < at("05:30"); now += 37s) {
    const auto restarted = always_on.due(sound, now).item;
    const auto running = neighbour.at(now);
    ASSERT_EQ(restarted.has_value(), running.has_value());
    EXPECT_EQ(restarted->playing, running->playing);
    if (running->offset >= 2s) {
      EXPECT_EQ(restarted->offset, running->offset);
    }
  }
}

}  // namespace
}  // namespace playlists
