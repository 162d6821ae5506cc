// Orders: what cuts what, what waits, what resumes, and what the receipts will say.
#include <gtest/gtest.h>

#include "playlists/timetable/plan.h"
#include "playlists/timetable/timeline.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;
using samples::announce;
using samples::at;
constexpr auto picture = OutputKind::Picture;
constexpr auto sound = OutputKind::Sound;

Timeline timeline(std::vector<Entry> own) {
  Timeline t{samples::placement()};
  for (int n = 1; n <= 9; ++n)
    t.hold_message(samples::message_hash(n), samples::message(n, n * 60s));
  t.set_programme(samples::programme("02.026.00715", std::move(own)));
  return t;
}

std::string playing(const Timeline& t, Instant now, OutputKind kind = sound) {
  const Due due = t.due(kind, now);
  return due.item ? due.item->playing.id : "";
}

// Does what is due, as an output would; reports what it left.
void follow(Timeline& t, OutputKind kind, Instant now) {
  const Due due = t.due(kind, now);
  if (due.item) t.started(kind, due.item->playing, due.item->position, now);
}

std::string oid(int n) {
  return samples::order_id(n).text();
}
std::string eid(int n) {
  return samples::entry_id(n).text();
}

TEST(TimelineOrders, emergency_preempts_and_routine_resumes_where_it_stopped) {
  Timeline t = timeline({samples::timed(5, "05:00")});
  follow(t, sound, at("05:00"));
  const Playing routine = t.due(sound, at("05:00")).item->playing;
  ASSERT_TRUE(t.accept(announce(1, at("05:01"), ItemClass::Emergency, 10), at("05:01")));
  const Due due = t.due(sound, at("05:01"));
  EXPECT_EQ(due.item->item.kind, ItemKind::Order);
  EXPECT_EQ(due.item->item.area, samples::area("02.026.00715"));
  EXPECT_EQ(due.item->offset, 0s);
  EXPECT_EQ(due.item->until, at("05:01:10"));
  EXPECT_EQ(due.why.back().code, "covers");
  t.interrupted(sound, routine, 60s, at("05:01"));
  t.started(sound, due.item->playing, 0s, at("05:01"));
  t.finished(sound, due.item->playing, at("05:01:12"));
  const Due again = t.due(sound, at("05:01:12"));
  EXPECT_EQ(again.item->playing, routine);
  EXPECT_TRUE(again.item->resumes);
  EXPECT_EQ(again.item->offset, 60s);
  EXPECT_EQ(again.item->until, at("05:05:12"));
}

TEST(TimelineOrders, settle_tells_the_end_once) {
  Timeline t = timeline({});
  Order order = announce(1, at("05:00"), ItemClass::Routine);
  order.outputs = {sound};
  t.accept(order, at("05:00"));
  follow(t, sound, at("05:00"));
  EXPECT_TRUE(t.settle(at("05:00:05")).empty());
  EXPECT_NE(t.live_order(order.id), nullptr);
  t.finished(sound, playing_of(order), at("05:00:11"));
  EXPECT_EQ(t.settle(at("05:00:11")), (std::vector{OrderEnd{order.id, true, ""}}));
  EXPECT_TRUE(t.settle(at("05:00:12")).empty());
  EXPECT_EQ(t.live_order(order.id), nullptr);
  EXPECT_FALSE(t.accept(order, at("05:00:13")));
}

TEST(TimelineOrders, equal_orders_play_one_after_the_other_by_start_then_id) {
  Timeline t = timeline({});
  t.accept(announce(2, at("05:00"), ItemClass::Emergency), at("05:00"));
  t.accept(announce(1, at("05:00"), ItemClass::Emergency), at("05:00"));
  std::vector<std::string> ids;
  for (const PlannedPlay& play : plan(t, sound, at("05:00"), at("05:10"))) {
    ids.push_back(play.item.playing.id);
    EXPECT_EQ(play.reason, PlayReason::Unknown);
  }
  EXPECT_EQ(ids, (std::vector{oid(1), oid(2)}));
}

TEST(TimelineOrders, a_passed_start_window_is_busy) {
  Timeline t = timeline({});
  Order waiting = announce(2, at("05:00"), ItemClass::Emergency);
  waiting.start_window = 5s;
  t.accept(announce(1, at("05:00"), ItemClass::Emergency, 60), at("05:00"));
  follow(t, sound, at("05:00"));
  follow(t, picture, at("05:00"));
  t.accept(waiting, at("05:00:01"));
  EXPECT_EQ(playing(t, at("05:00:02")), oid(1));
  EXPECT_TRUE(t.settle(at("05:00:05")).empty());
  EXPECT_EQ(t.settle(at("05:00:06")), (std::vector{OrderEnd{waiting.id, false, "busy"}}));
}

TEST(TimelineOrders, an_order_waits_for_its_time_and_ends_when_it_expires) {
  Timeline t = timeline({});
  Order order = announce(1, at("05:00"), ItemClass::Routine, 60);
  order.not_before = at("05:10");
  order.expires = at("05:10:30");
  t.accept(order, at("05:00"));
  EXPECT_EQ(playing(t, at("05:09:59")), "");
  EXPECT_EQ(t.next_change(sound, at("05:00")), at("05:10"));
  follow(t, sound, at("05:10"));
  EXPECT_EQ(t.due(sound, at("05:10:10")).item->until, at("05:10:30"));
  EXPECT_EQ(playing(t, at("05:10:30")), "");
  EXPECT_EQ(t.settle(at("05:10:30")), (std::vector{OrderEnd{order.id, true, "expired"}}));
}

TEST(TimelineOrders, a_cut_order_begins_again_after_what_cut_it) {
  Timeline t = timeline({});
  t.accept(announce(1, at("05:00"), ItemClass::Routine, 60), at("05:00"));
  follow(t, sound, at("05:00"));
  Order emergency = announce(2, at("05:00:20"), ItemClass::Emergency, 10);
  emergency.start_window = 60s;
  t.accept(emergency, at("05:00:20"));
  const auto plays = plan(t, sound, at("05:00:20"), at("05:10"));
  ASSERT_EQ(plays.size(), 2u);
  EXPECT_EQ(plays[0].item.playing.id, oid(2));
  EXPECT_EQ(plays[1].item.playing.id, oid(1));
  EXPECT_TRUE(plays[1].item.resumes);
  EXPECT_EQ(plays[1].item.offset, 0s);
  EXPECT_EQ(plays[1].end - plays[1].start, 60s);
}

TEST(TimelineOrders, a_stop_ends_it_and_says_nothing_of_one_that_is_not_here) {
  Timeline t = timeline({samples::timed(5, "05:00")});
  follow(t, sound, at("05:00"));
  const Order order = announce(1, at("05:01"), ItemClass::Emergency);
  t.accept(order, at("05:01"));
  follow(t, sound, at("05:01"));
  EXPECT_TRUE(t.stop(order.id));
  EXPECT_FALSE(t.stop(order.id));
  EXPECT_EQ(playing(t, at("05:01:03")), eid(5));
  EXPECT_EQ(t.settle(at("05:01:03")), (std::vector{OrderEnd{order.id, true, "stopped"}}));
  EXPECT_FALSE(t.stop(samples::order_id(7)));
  EXPECT_TRUE(t.accept(announce(7, at("05:01"), ItemClass::Routine), at("05:01:05")));
}

TEST(TimelineOrders, a_stop_of_all_names_what_is_live) {
  Timeline t = timeline({});
  t.accept(announce(1, at("05:00"), ItemClass::Routine), at("05:00"));
  t.accept(announce(2, at("05:00"), ItemClass::Routine), at("05:00"));
  t.stop(samples::order_id(2));
  Order stop;
  stop.kind = OrderKind::Stop;
  stop.stops_all = true;
  EXPECT_EQ(t.stopped_by(stop), std::vector{samples::order_id(1)});
  stop.stops_all = false;
  stop.stops = {samples::order_id(8)};
  EXPECT_EQ(t.stopped_by(stop), std::vector{samples::order_id(8)});
}

TEST(TimelineOrders, the_card_stays_as_long_as_the_speech) {
  Timeline t = timeline({});
  const Order order = announce(1, at("05:00"), ItemClass::Routine, 10);
  t.accept(order, at("05:00"));
  follow(t, sound, at("05:00"));
  follow(t, picture, at("05:00"));
  EXPECT_EQ(playing(t, at("05:00:20"), picture), oid(1));  // the bundles came late
  t.finished(sound, playing_of(order), at("05:00:20"));
  EXPECT_EQ(playing(t, at("05:00:20"), picture), "");
  EXPECT_EQ(t.settle(at("05:00:20")), (std::vector{OrderEnd{order.id, true, ""}}));
}

TEST(TimelineOrders, an_output_that_never_reports_is_ended_after_the_overrun) {
  Timeline t = timeline({});
  t.accept(announce(1, at("05:00"), ItemClass::Routine, 10), at("05:00"));
  follow(t, sound, at("05:00"));
  EXPECT_EQ(playing(t, at("05:01:09")), oid(1));
  EXPECT_EQ(playing(t, at("05:01:10")), "");
}

TEST(TimelineOrders, a_card_without_speech_lasts_its_time) {
  Timeline t = timeline({});
  Order order = announce(1, at("05:00"), ItemClass::Routine);
  order.speech.reset();
  order.repeat = 2;
  t.accept(order, at("05:00"));
  follow(t, picture, at("05:00"));
  EXPECT_EQ(playing(t, at("05:00"), sound), "");
  EXPECT_EQ(playing(t, at("05:00:39"), picture), oid(1));
  EXPECT_EQ(playing(t, at("05:00:40"), picture), "");
  EXPECT_EQ(t.settle(at("05:00:40")), (std::vector{OrderEnd{order.id, true, ""}}));
}

TEST(TimelineOrders, a_device_without_a_fitting_output_says_so) {
  Placement placement = samples::placement();
  placement.profile.outputs.resize(1);
  Timeline t{placement};
  Order order = announce(1, at("05:00"), ItemClass::Routine);
  order.outputs = {sound};
  EXPECT_TRUE(t.accept(order, at("05:00")));
  EXPECT_EQ(t.settle(at("05:00")), (std::vector{OrderEnd{order.id, false, "no_output"}}));
}

TEST(TimelineOrders, orders_that_do_not_address_the_device_are_not_accepted) {
  Timeline t = timeline({});
  Order order = announce(1, at("05:00"), ItemClass::Routine);
  order.areas = {samples::area("02")};
  order.below = false;
  EXPECT_FALSE(t.accept(order, at("05:00")));
  order.below = true;
  order.tags = {"benh-vien"};
  EXPECT_FALSE(t.accept(order, at("05:00")));
  order.tags = {"benh-vien", "cho"};
  EXPECT_TRUE(t.accept(order, at("05:00")));
  EXPECT_FALSE(t.accept(announce(2, at("03:00"), ItemClass::Routine), at("05:00")));  // expired
}

TEST(TimelineOrders, play_without_trusted_time) {
  Timeline t = timeline({samples::window(1, "00:00", "24:00")});
  t.set_time_trusted(false);
  t.accept(announce(1, at("05:00"), ItemClass::Emergency), at("05:00"));
  EXPECT_EQ(playing(t, at("05:00")), oid(1));
}

TEST(TimelineOrders, a_routine_order_waits_for_a_priority_entry_and_a_priority_order_does_not) {
  for (const auto& [item_class, expected] :
       {std::pair{ItemClass::Routine, eid(5)}, std::pair{ItemClass::Priority, oid(1)}}) {
    Timeline t = timeline({samples::timed(5, "05:00", ItemClass::Priority)});
    follow(t, sound, at("05:00"));
    t.accept(announce(1, at("05:01"), item_class), at("05:01"));
    EXPECT_EQ(playing(t, at("05:01")), expected);
  }
}

TEST(TimelineOrders, explain_names_the_waiting_order_and_what_covers_it) {
  Timeline t = timeline({samples::window(1, "00:00", "24:00")});
  t.accept(announce(1, at("05:00"), ItemClass::Routine), at("05:00"));
  t.accept(announce(2, at("05:00"), ItemClass::Emergency), at("05:00"));
  std::map<std::string, std::string> why;
  for (const Explained& one : t.explain(sound, at("05:00")))
    why[one.item.id] = one.why.front().code;
  EXPECT_EQ(why[oid(1)], "covered_by");
  EXPECT_EQ(why[oid(2)], "order");
  EXPECT_EQ(why[eid(1)], "covered_by");
}

TEST(Preview, tells_what_an_order_cuts_and_when_that_resumes) {
  const Timeline t = timeline({samples::window(2, "00:00", "24:00")});
  Order order = announce(1, at("05:00"), ItemClass::Emergency, 10);
  order.chime = true;
  const Interruption found = preview(t, order, sound, at("05:00"));
  ASSERT_TRUE(found.cuts);
  EXPECT_EQ(found.cuts->id, eid(2));
  EXPECT_EQ(found.starts, at("05:00"));
  EXPECT_EQ(found.ends, at("05:00:13"));
  EXPECT_EQ(found.resumes, at("05:00:13"));
}

TEST(Preview, tells_every_order_that_plays_first_and_none_that_it_cuts) {
  Timeline t = timeline({});
  t.accept(announce(1, at("05:00"), ItemClass::Priority, 10), at("05:00"));
  t.accept(announce(2, at("05:00:01"), ItemClass::Priority, 10), at("05:00:01"));
  const auto ids = [&](const Order& order) {
    std::vector<std::string> found;
    for (const auto& item : preview(t, order, sound, at("05:00:02")).behind)
      found.push_back(item.id);
    return found;
  };
  EXPECT_EQ(ids(announce(3, at("05:00:02"), ItemClass::Priority)),
            (std::vector<std::string>{oid(1), oid(2)}));
  EXPECT_TRUE(ids(announce(4, at("05:00:02"), ItemClass::Emergency)).empty());
}

TEST(Preview, tells_that_an_order_would_be_refused) {
  Timeline t = timeline({});
  t.accept(announce(1, at("05:00"), ItemClass::Emergency, 120), at("05:00"));
  Order order = announce(2, at("05:00:01"), ItemClass::Emergency);
  order.start_window = 60s;
  EXPECT_FALSE(preview(t, order, sound, at("05:00:01")).starts);
}

}  // namespace
}  // namespace playlists
