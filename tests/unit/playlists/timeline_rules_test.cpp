// What the rules of areas let happen on one output: docs/timeline.md §6, and what they name.
#include <gtest/gtest.h>

#include "playlists/rules/rules_json.h"
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
constexpr auto picture = OutputKind::Picture;
constexpr auto sound = OutputKind::Sound;

Rules rules(std::string_view area) {
  Rules made;
  made.area = samples::area(area);
  made.version = 1;
  made.zone = "Asia/Ho_Chi_Minh";
  return made;
}

Law law(LawKind kind, std::vector<CivilWindow> windows) {
  Law made;
  made.id = "luat";
  made.name = "Quyết định của tỉnh";
  made.kind = kind;
  made.hours.windows = std::move(windows);
  return made;
}

Timeline with_law(std::vector<Entry> own, const Law& one) {
  Timeline t = timeline(std::move(own));
  Rules province = rules("02");
  province.laws = {one};
  t.set_rules(province);
  return t;
}

Story day_story(const Timeline& t, OutputKind kind = sound) {
  return story(plan(t, kind, at("00:00"), at("24:00")));
}

TEST(Law, a_loudspeaker_set_for_quarter_past_three_stays_silent_in_the_quiet_hours) {
  const Timeline t = with_law({samples::timed(2, "03:15"), samples::timed(2, "05:30")},
                              law(LawKind::Quiet, {{21h + 30min, 5h}}));
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:30:00-05:32:00"}));
  EXPECT_EQ(day_story(t, picture).size(), 2u);  // a board makes no noise
}

TEST(Law, what_would_run_into_the_quiet_hours_does_not_begin) {
  const Timeline t = with_law({samples::timed(5, "21:26"), samples::timed(3, "21:20")},
                              law(LawKind::Quiet, {{21h + 30min, 5h}}));
  EXPECT_EQ(day_story(t), (Story{"Mục 3 21:20:00-21:23:00"}));
}

TEST(Law, what_is_due_a_little_before_the_quiet_hours_end_begins_late) {
  const Timeline t = with_law({samples::timed(2, "04:55")}, law(LawKind::Quiet, {{21h, 5h}}));
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00"}));
}

TEST(Law, permitted_windows_allow_nothing_else_and_only_on_their_days_and_season) {
  Law one = law(LawKind::Permitted, {{5h, 5h + 30min}, {17h, 17h + 30min}});
  const auto entries = [] {
    return std::vector{samples::timed(2, "05:00"), samples::timed(3, "12:00"),
                       samples::timed(2, "17:00")};
  };
  EXPECT_EQ(day_story(with_law(entries(), one)),
            (Story{"Mục 2 05:00:00-05:02:00", "Mục 2 17:00:00-17:02:00"}));
  one.hours.days = {std::chrono::Saturday};  // the day is a Monday
  EXPECT_EQ(day_story(with_law(entries(), one)), Story{});
  one.hours.days.clear();
  using namespace std::chrono;
  one.hours.season = YearlyRange{April / 16, October / 15};  // it is November
  EXPECT_EQ(day_story(with_law(entries(), one)), Story{});
}

TEST(Law, permitted_windows_of_one_area_join_and_areas_intersect) {
  Timeline t = with_law({samples::timed(2, "05:10"), samples::timed(2, "05:50")},
                        law(LawKind::Permitted, {{5h, 5h + 30min}}));
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:10:00-05:12:00"}));
  Rules province = rules("02");
  province.laws = {law(LawKind::Permitted, {{5h, 5h + 30min}}),
                   law(LawKind::Permitted, {{5h + 45min, 6h}})};
  t.set_rules(province);
  EXPECT_EQ(day_story(t).size(), 2u);
  Rules district = rules("02.026");
  district.laws = {law(LawKind::Permitted, {{5h + 40min, 7h}})};
  t.set_rules(district);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:50:00-05:52:00"}));
}

TEST(Law, so_many_sessions_a_day_and_no_more) {
  Law two = law(LawKind::Budget, {});
  two.sessions_day = 2;
  const Timeline t = with_law({samples::timed(2, "05:00"), samples::timed(1, "05:04"),
                               samples::timed(2, "11:00"), samples::timed(2, "17:00")},
                              two);
  // The second one belongs to the first session: the pause is shorter than five minutes.
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00", "Mục 1 05:04:00-05:05:00",
                                 "Mục 2 11:00:00-11:02:00"}));
}

TEST(Law, so_many_minutes_a_day_count_what_was_on_air) {
  Law budget = law(LawKind::Budget, {});
  budget.minutes_day = 6min;
  const Timeline t = with_law(
      {samples::timed(4, "05:00"), samples::timed(3, "11:00"), samples::timed(2, "17:00")}, budget);
  EXPECT_EQ(day_story(t), (Story{"Mục 4 05:00:00-05:04:00", "Mục 2 17:00:00-17:02:00"}));
}

TEST(Law, a_session_of_so_many_minutes_is_not_outrun) {
  Law budget = law(LawKind::Budget, {});
  budget.minutes_session = 5min;
  const Timeline t = with_law({samples::timed(4, "05:00"), samples::timed(2, "05:04:30")}, budget);
  // It waits for the pause that begins another session.
  EXPECT_EQ(day_story(t), (Story{"Mục 4 05:00:00-05:04:00", "Mục 2 05:09:00-05:11:00"}));
}

TEST(Law, a_quota_binds_only_the_areas_below) {
  Law quota = law(LawKind::Budget, {});
  quota.minutes_day = 3min;
  quota.below = true;
  Timeline t = timeline({samples::timed(2, "05:00"), samples::timed(2, "06:00")},
                        {samples::timed(4, "07:00")});
  Rules province = rules("02");
  province.laws = {quota};
  t.set_rules(province);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00", "Mục 4 07:00:00-07:04:00"}));
}

TEST(Law, a_cap_lowers_the_volume_while_it_lasts) {
  Law cap = law(LawKind::Cap, {{18h, 21h}});
  cap.volume_db = -6;
  const Timeline t = with_law({samples::timed(2, "17:00"), samples::timed(2, "19:00")}, cap);
  EXPECT_EQ(t.due(sound, at("17:00")).item->volume_db, 0);
  EXPECT_EQ(t.due(sound, at("19:00")).item->volume_db, -6);
}

TEST(Law, only_an_emergency_passes_the_quiet_hours) {
  for (const auto& [item_class, sounds] :
       {std::pair{ItemClass::Priority, false}, std::pair{ItemClass::Emergency, true}}) {
    Timeline t = with_law({}, law(LawKind::Quiet, {{21h, 5h}}));
    t.accept(samples::announce(1, at("03:00"), item_class), at("03:00"));
    EXPECT_EQ(t.due(sound, at("03:00")).item.has_value(), sounds);
    EXPECT_TRUE(t.due(picture, at("03:00")).item.has_value());
  }
}

TEST(Law, an_entry_with_a_permit_may_break_the_rules_it_names_and_no_others) {
  Entry vigil = samples::timed(2, "03:15");
  vigil.beyond = {"luat"};
  EXPECT_EQ(day_story(with_law({vigil}, law(LawKind::Quiet, {{21h, 5h}}))).size(), 1u);
  vigil.beyond = {"khac"};
  EXPECT_TRUE(day_story(with_law({vigil}, law(LawKind::Quiet, {{21h, 5h}}))).empty());
}

TEST(Law, a_turn_that_would_run_into_the_quiet_hours_waits_for_their_end) {
  const Timeline t =
      with_law({samples::window(4, "20:50", "24:00"), samples::window(4, "05:01", "05:10")},
               law(LawKind::Quiet, {{21h, 5h}}));
  EXPECT_EQ(story(plan(t, sound, at("20:50"), at("24:00"))), (Story{"Mục 4 20:50:00-20:58:00"}));
}

TEST(Law, on_special_days_it_may_be_different) {
  Law one = law(LawKind::Quiet, {{21h, 5h}});
  one.hours.never = {"tet"};
  Timeline t = timeline({samples::timed(2, "03:15")});
  Rules province = rules("02");
  Calendar tet{"tet", "Tết", {}, {}, {{1, 1, 3, 1}}};
  province.calendars = {tet};
  province.laws = {one};
  t.set_rules(province);
  using namespace std::chrono;
  const auto night = [](sys_days day) {
    return ZoneRules::find("Asia/Ho_Chi_Minh")->instant_of(CivilDay{day}, 0s);
  };
  const sys_days eve = 2026y / February / 16;  // Tết Bính Ngọ is 17 February 2026
  EXPECT_TRUE(plan(t, sound, night(eve - days{1}), night(eve)).empty());
  EXPECT_EQ(plan(t, sound, night(eve), night(eve + days{1})).size(), 0u);  // begun the day before
  EXPECT_EQ(plan(t, sound, night(eve + days{1}), night(eve + days{2})).size(), 1u);
}

TEST(Reservation, no_area_below_is_on_air_in_the_time_an_area_keeps) {
  Timeline t = timeline({samples::timed(9, "05:55", ItemClass::Priority)},
                        {samples::timed(4, "06:01", ItemClass::Background)});
  Rules province = rules("02");
  province.reservations = {{"thoi-su", "Thời sự tỉnh", {}, {}}};
  province.reservations[0].hours.windows = {{6h, 6h + 10min}};
  t.set_rules(province);
  EXPECT_EQ(day_story(t), (Story{"Mục 9 05:55:00-06:00:00", "Mục 4 06:01:00-06:05:00",
                                 "Mục 9 06:10:00-06:14:00 +300"}));
}

TEST(Reservation, inside_it_only_an_emergency_cuts_in) {
  for (const auto& [item_class, cuts] :
       {std::pair{ItemClass::Priority, false}, std::pair{ItemClass::Emergency, true}}) {
    Timeline t = timeline({}, {samples::timed(9, "06:00")});
    Rules province = rules("02");
    province.reservations = {{"thoi-su", "Thời sự tỉnh", {}, {}}};
    province.reservations[0].hours.windows = {{6h, 6h + 10min}};
    t.set_rules(province);
    t.accept(samples::announce(1, at("06:02"), item_class), at("06:02"));
    const Due due = t.due(sound, at("06:02"));
    ASSERT_TRUE(due.item);
    EXPECT_EQ(due.item->item.kind == ItemKind::Order, cuts);
  }
}

TEST(Delegation, an_area_below_programmes_what_and_when_it_was_given) {
  Timeline t =
      timeline({samples::timed(2, "05:00"), samples::timed(2, "06:00", ItemClass::Priority),
                samples::timed(2, "22:00")},
               {samples::timed(3, "22:30", ItemClass::Priority)});
  Rules province = rules("02");
  province.delegations = {{"xa", {}, ItemClass::Routine, {}}};
  province.delegations[0].hours.windows = {{5h, 20h}};
  t.set_rules(province);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00", "Mục 3 22:30:00-22:33:00"}));
}

TEST(Names, a_daypart_of_the_province_reaches_every_entry_and_so_does_its_edit) {
  Entry entry = samples::timed(2, "05:00");
  entry.when.times.clear();
  entry.when.daypart = "buoi-sang";
  entry.when.every = 20min;
  entry.when.most = 2;
  Timeline t = timeline({entry});
  EXPECT_TRUE(day_story(t).empty());  // nobody says what it is
  Rules province = rules("02");
  province.dayparts = {{"buoi-sang", "Buổi sáng", {{5h, 7h}}, {}}};
  t.set_rules(province);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00", "Mục 2 05:20:00-05:22:00"}));
  province.dayparts[0].windows = {{6h, 7h}};
  t.set_rules(province);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 06:00:00-06:02:00", "Mục 2 06:20:00-06:22:00"}));
  province.dayparts[0].exceptions = {{{std::chrono::Monday}, "", {}}};
  t.set_rules(province);
  EXPECT_TRUE(day_story(t).empty());
}

TEST(Names, languages_are_those_of_the_nearest_area_in_its_order) {
  Timeline t = timeline({samples::timed(2, "05:00")});
  Message message = samples::message(2, 120s);
  Rendition hmong = message.renditions[0];
  hmong.lang = "hmn";
  hmong.duration = 90s;
  message.renditions.push_back(hmong);
  t.hold_message(samples::message_hash(2), message);
  Rules province = rules("02");
  province.languages = {{"vi"}, false};
  t.set_rules(province);
  EXPECT_EQ(t.due(sound, at("05:00")).item->lang, "vi");
  Rules commune = rules("02.026.00715");
  commune.languages = {{"hmn", "vi"}, false};
  t.set_rules(commune);
  EXPECT_EQ(t.due(sound, at("05:00")).item->lang, "hmn");
  EXPECT_EQ(t.due(sound, at("05:00")).item->until, at("05:01:30"));
  commune.languages.all = true;
  t.set_rules(commune);
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:01:30", "Mục 2 05:01:30-05:03:30"}));
}

TEST(Names, the_commune_decides_whose_priority_goes_first) {
  Timeline t = timeline({samples::timed(2, "05:00", ItemClass::Priority)},
                        {samples::timed(3, "05:00", ItemClass::Priority)});
  EXPECT_EQ(day_story(t), (Story{"Mục 2 05:00:00-05:02:00", "Mục 3 05:02:00-05:05:00"}));
  Rules province = rules("02");
  province.priority_order = PriorityOrder::OwnFirst;
  t.set_rules(province);
  Rules commune = rules("02.026.00715");
  commune.priority_order = PriorityOrder::HigherFirst;
  t.set_rules(commune);
  EXPECT_EQ(day_story(t), (Story{"Mục 3 05:00:00-05:03:00", "Mục 2 05:03:00-05:05:00"}));
}

TEST(RulesDocument, goes_there_and_back) {
  Rules all = rules("02");
  all.calendars = {vietnam_holidays()};
  all.dayparts = {{"sang", "Sáng", {{5h, 7h}}, {{{std::chrono::Sunday}, "", {{6h, 7h}}}}}};
  Law budget = law(LawKind::Budget, {});
  budget.id = "thoi-luong";
  budget.sessions_day = 2;
  budget.minutes_session = 15min;
  Law cap = law(LawKind::Cap, {{18h, 21h}});
  cap.id = "am-luong";
  cap.volume_db = -6;
  cap.outputs = {sound};
  all.laws = {law(LawKind::Quiet, {{21h, 5h}}), budget, cap};
  all.laws[0].hours.season = YearlyRange{std::chrono::October / 16, std::chrono::April / 15};
  all.laws[0].hours.never = {"le-viet-nam"};
  all.reservations = {{"thoi-su", "Thời sự", {}, {}}};
  all.reservations[0].hours.windows = {{6h, 6h + 10min}};
  all.delegations = {{"xa", {samples::area("02.026")}, ItemClass::Routine, {}}};
  all.priority_order = PriorityOrder::ByStart;
  all.languages = {{"vi", "hmn"}, true};
  const auto parsed = parse_rules(rules_to_json(all));
  ASSERT_TRUE(parsed) << problems_text(parsed.problems);
  EXPECT_EQ(*parsed, all);
}

TEST(RulesDocument, says_what_is_wrong_and_where) {
  const auto codes = [](auto spoil) {
    Rules one = rules("02");
    one.laws = {law(LawKind::Quiet, {{21h, 5h}})};
    spoil(one);
    std::vector<std::string> found;
    for (const Problem& problem : check_rules(one)) found.push_back(problem.code);
    return found;
  };
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes([](Rules&) {}), Codes{});
  EXPECT_EQ(codes([](Rules& r) { r.zone = "Asia/Hanoi2"; }), Codes{"unknown_zone"});
  EXPECT_EQ(codes([](Rules& r) { r.laws[0].id = "Có dấu"; }), Codes{"bad_id"});
  EXPECT_EQ(codes([](Rules& r) { r.laws.push_back(r.laws[0]); }), Codes{"duplicate_id"});
  EXPECT_EQ(codes([](Rules& r) { r.laws[0].kind = LawKind::Budget; }), Codes{"bad_budget"});
  EXPECT_EQ(codes([](Rules& r) { r.laws[0].hours.windows = {{5h, 5h}}; }), Codes{"empty_window"});
  EXPECT_EQ(codes([](Rules& r) { r.laws[0].hours.never = {"tet"}; }), Codes{"unknown_calendar"});
  EXPECT_EQ(codes([](Rules& r) { r.reservations = {{"x", "", {}, {}}}; }),
            Codes{"empty_reservation"});
}

}  // namespace
}  // namespace playlists
