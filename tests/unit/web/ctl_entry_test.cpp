#include <gtest/gtest.h>

#include "web/ctl/entry_options_json.h"
#include "web/ctl/failure.h"

namespace {

using ctl::Json;

// The entry that these words of a command line make, after area, message, title and first day.
Json entry(const std::string& words) {
  CLI::App app;
  ctl::EntryAsk ask;
  ctl::add_entry_options(app, ask);
  app.parse("02.026 --message aa --title Sáng --from 2026-12-01 " + words);
  return ctl::entry_of(ask);
}

}  // namespace

TEST(CtlEntry, every_day_unless_days_a_rule_or_once_is_said) {
  EXPECT_EQ(entry("--time 05:00:00")["when"],
            (Json{{"rule", "FREQ=DAILY"}, {"from", "2026-12-01"}, {"times", {"05:00:00"}}}));
  EXPECT_EQ(entry("--time 05:00:00 --day mo fr")["when"]["rule"], "FREQ=WEEKLY;BYDAY=MO,FR");
  EXPECT_FALSE(entry("--time 05:00:00 --once")["when"].contains("rule"));
  EXPECT_EQ(entry("--time 05:00:00 --rule FREQ=MONTHLY;BYDAY=1MO")["when"]["rule"],
            "FREQ=MONTHLY;BYDAY=1MO");
  EXPECT_THROW(entry("--rule FREQ=DAILY --once"), CLI::ParseError);
  EXPECT_THROW(entry("--rule FREQ=DAILY --day mo"), CLI::ParseError);
}

TEST(CtlEntry, in_a_window_it_plays_all_through_or_every_so_often) {
  const std::string window = "--window 06:00:00-22:00:00 ";
  EXPECT_EQ(entry(window)["when"]["window"]["end"], "22:00:00");
  EXPECT_EQ(entry(window + "--every 10m --most 5")["when"]["every_s"], 600);
  EXPECT_EQ(entry(window + "--every 45s")["when"]["every_s"], 45);
  EXPECT_EQ(entry(window + "--plays-per-hour 4")["when"]["share"], (Json{{"plays", 4}}));
  EXPECT_EQ(entry(window + "--percent 10")["when"]["share"], (Json{{"percent", 10}}));
  EXPECT_THROW(entry(window + "--every soon"), ctl::Failure);
  EXPECT_THROW(entry(window + "--every 0m"), ctl::Failure);
  EXPECT_THROW(entry(window + "--percent 10 --plays-per-hour 4"), CLI::ParseError);
  EXPECT_THROW(entry(window + "--most 5"), CLI::ParseError);
}

TEST(CtlEntry, what_is_taken_out_and_added) {
  const auto when = entry(
      "--time 05:00:00 --except 2026-12-04 2026-12-07T05:00:00 --also 2026-12-05T06:00:00 "
      "--never tet")["when"];
  EXPECT_EQ(when["except"], (Json{"2026-12-04", "2026-12-07T05:00:00"}));
  EXPECT_EQ(when["also"], (Json{"2026-12-05T06:00:00"}));
  EXPECT_EQ(when["never"], (Json{"tet"}));
}

TEST(CtlEntry, all_that_is_wanted_must_fit_and_anything_that_is_not_leaves_out) {
  EXPECT_FALSE(entry("--time 05:00:00").contains("where"));
  const auto where = entry(
      "--time 05:00:00 --where-area 02.026.00715 --where-tag cho --where-not-site dem "
      "--where-not-tag truong")["where"];
  EXPECT_EQ(where["include"], (Json::array({{{"areas", {"02.026.00715"}}, {"tags", {"cho"}}}})));
  EXPECT_EQ(where["exclude"], (Json::array({{{"sites", {"dem"}}}, {{"tags", {"truong"}}}})));
  EXPECT_EQ(entry("--time 05:00:00 --where-here-only")["where"]["include"],
            (Json::array({{{"areas", {"02.026"}}, {"below", false}}})));
}

TEST(CtlEntry, how_it_begins_and_what_becomes_of_it_when_it_is_cut) {
  const auto made = entry(
      "--time 05:00:00 --message aa --message bb --cycle one --start hard --late 30 "
      "--lose postpone --postpone-to 09:00:00");
  EXPECT_EQ(made["cycle"], "one");
  EXPECT_EQ(made["start"], "hard");
  EXPECT_EQ(made["late_s"], 1800);
  EXPECT_EQ(made["lose"], "postpone");
  EXPECT_EQ(made["postpone_to"], "09:00:00");
  EXPECT_EQ(entry("--time 05:00:00 --late 0")["late_s"], 0);
  EXPECT_FALSE(entry("--time 05:00:00").contains("late_s"));
  EXPECT_THROW(entry("--lose drop"), CLI::ParseError);
}
