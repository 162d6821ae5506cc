// What holds for every programme and every order of events.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/timetable/plan.h"
#include "playlists/timetable/timeline.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;
constexpr auto sound = OutputKind::Sound;
const Instant dawn = samples::at("05:00");

CivilTime any_time() {
  return 5h + std::chrono::minutes{*rc::gen::inRange(0, 60)};
}

Entry any_entry(int n) {
  const auto item_class =
      *rc::gen::element(ItemClass::Background, ItemClass::Routine, ItemClass::Priority);
  Entry entry = samples::timed(n, "05:00", item_class);
  entry.repeat = *rc::gen::inRange(1, 4);
  entry.lose = *rc::gen::element(Lose::Resume, Lose::Restart, Lose::Skip, Lose::Rejoin);
  if (*rc::gen::arbitrary<bool>()) {
    entry.when.times = {any_time()};
  } else {
    const CivilTime start = any_time();
    entry.when.times.clear();
    entry.when.window = CivilWindow{start, start + std::chrono::minutes{*rc::gen::inRange(1, 60)}};
  }
  return entry;
}

Timeline any_timeline() {
  Timeline t{samples::placement()};
  std::vector<Entry> own, province;
  const int count = *rc::gen::inRange(0, 7);
  for (int n = 1; n <= count; ++n) {
    t.hold_message(samples::message_hash(n),
                   samples::message(n, std::chrono::seconds{*rc::gen::inRange(1, 400)}));
    (*rc::gen::arbitrary<bool>() ? own : province).push_back(any_entry(n));
  }
  t.set_programme(samples::programme("02.026.00715", own));
  t.set_programme(samples::programme("02", province));
  return t;
}

Order any_order(int n) {
  const Instant issued = dawn + std::chrono::seconds{*rc::gen::inRange(0, 3000)};
  Order order = samples::announce(
      n, issued, *rc::gen::element(ItemClass::Routine, ItemClass::Priority, ItemClass::Emergency),
      *rc::gen::inRange(1, 200));
  if (*rc::gen::arbitrary<bool>()) order.areas = {samples::area("02")};
  order.start_window = std::chrono::seconds{*rc::gen::inRange(1, 600)};
  return order;
}

std::vector<PlannedPlay> any_plan(Timeline& t) {
  const int count = *rc::gen::inRange(0, 5);
  for (int n = 1; n <= count; ++n) t.accept(any_order(n), dawn);
  return plan(t, sound, dawn, dawn + 2h);
}

RC_GTEST_PROP(TimelineProperty, never_two_items_at_once_and_never_an_empty_stretch, ()) {
  Timeline t = any_timeline();
  const auto plays = any_plan(t);
  for (std::size_t i = 0; i < plays.size(); ++i) {
    RC_ASSERT(plays[i].start < plays[i].end);
    if (i > 0) RC_ASSERT(plays[i - 1].end <= plays[i].start);
  }
}

RC_GTEST_PROP(TimelineProperty, the_same_input_gives_the_same_plan, ()) {
  Timeline t = any_timeline();
  const auto first = any_plan(t);
  const auto second = plan(t, sound, dawn, dawn + 2h);
  RC_ASSERT(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    RC_ASSERT(first[i].item == second[i].item);
    RC_ASSERT(first[i].start == second[i].start && first[i].end == second[i].end);
  }
}

RC_GTEST_PROP(TimelineProperty, nothing_changes_before_next_change, ()) {
  Timeline t = any_timeline();
  any_plan(t);
  const Instant now = dawn + std::chrono::seconds{*rc::gen::inRange(0, 7200)};
  const Instant next = t.next_change(sound, now);
  RC_ASSERT(next > now);
  const Instant between = now + Duration{*rc::gen::inRange<std::int64_t>(
                                    0, std::min<std::int64_t>((next - now).count(), 86'400'000))};
  const Due before = t.due(sound, now);
  const Due after = t.due(sound, between);
  RC_ASSERT(before.item.has_value() == after.item.has_value());
  if (before.item) RC_ASSERT(before.item->playing == after.item->playing);
}

RC_GTEST_PROP(TimelineProperty, an_emergency_that_is_due_always_plays_as_long_as_it_takes, ()) {
  Timeline t = any_timeline();
  Order emergency = any_order(9);
  emergency.item_class = ItemClass::Emergency;
  t.accept(emergency, dawn);
  bool heard = false;
  for (const PlannedPlay& play : plan(t, sound, dawn, dawn + 2h)) {
    if (play.item.playing.id != emergency.id.text()) continue;
    heard = true;
    RC_ASSERT(play.start == emergency.issued);
    RC_ASSERT(play.end - play.start == planned_duration(emergency));
  }
  RC_ASSERT(heard);
}

RC_GTEST_PROP(TimelineProperty, a_cut_is_always_by_something_that_may_cut, ()) {
  Timeline t = any_timeline();
  const auto plays = any_plan(t);
  for (std::size_t i = 0; i + 1 < plays.size(); ++i) {
    if (plays[i].reason == PlayReason::Unknown || plays[i].end != plays[i + 1].start) continue;
    const ItemRef& cut = plays[i].item.item;
    const ItemRef& by = plays[i + 1].item.item;
    RC_ASSERT(!(cut.kind == ItemKind::Order && by.kind == ItemKind::Entry));
    if (cut.kind == ItemKind::Entry && by.kind == ItemKind::Entry)
      RC_ASSERT(by.item_class >= cut.item_class);
    RC_ASSERT(cut.item_class != ItemClass::Emergency);
  }
}

RC_GTEST_PROP(TimelineProperty, everything_is_explained, ()) {
  Timeline t = any_timeline();
  any_plan(t);
  const Instant now = dawn + std::chrono::seconds{*rc::gen::inRange(0, 7200)};
  const Due due = t.due(sound, now);
  RC_ASSERT(!due.why.empty());
  int playing = 0;
  for (const Explained& one : t.explain(sound, now)) {
    RC_ASSERT(!one.why.empty());
    RC_ASSERT(!one.why.front().vi.empty() && !one.why.front().en.empty());
    playing += one.playing ? 1 : 0;
  }
  RC_ASSERT(playing == (due.item ? 1 : 0));
}

RC_GTEST_PROP(TimelineProperty, any_order_of_reports_is_survived, ()) {
  Timeline t = any_timeline();
  any_plan(t);
  Instant now = dawn;
  std::vector<Playing> seen;
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    now += Duration{*rc::gen::inRange(0, 200'000)};
    if (const Due due = t.due(sound, now); due.item) seen.push_back(due.item->playing);
    if (seen.empty()) continue;
    const Playing playing =
        seen[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(seen.size())))];
    const Duration position{*rc::gen::inRange(0, 500'000)};
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        t.started(sound, playing, position, now);
        break;
      case 1:
        t.interrupted(sound, playing, position, now);
        break;
      case 2:
        t.finished(sound, playing, now);
        break;
      default:
        t.settle(now);
    }
    RC_ASSERT(t.next_change(sound, now) > now);
    if (const Due due = t.due(sound, now); due.item)
      RC_ASSERT(due.item->until > now && due.item->offset >= 0s);
  }
}

}  // namespace
}  // namespace playlists
