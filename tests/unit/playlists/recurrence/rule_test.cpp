// What RFC 5545, 3.3.10 lets a rule say, and what it forbids.
#include "playlists/recurrence/rule.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/utf8.h"
#include "tests/unit/playlists/recurrence/random_rules.h"

namespace playlists {
namespace {

using namespace std::chrono;

std::string canonical(std::string_view text) {
  const auto rule = RecurrenceRule::parse(text);
  return rule ? rule->text() : problems_text(rule.problems);
}

std::string code(std::string_view text) {
  const auto rule = RecurrenceRule::parse(text);
  return rule ? "good" : rule.problems.front().code;
}

TEST(RecurrenceRule, takes_parts_in_any_order_and_case_and_writes_them_in_one) {
  EXPECT_EQ(canonical("byday=fr,mo;FREQ=weekly"), "FREQ=WEEKLY;BYDAY=MO,FR");
  EXPECT_EQ(canonical("BYHOUR=17,5,17;BYMINUTE=00;FREQ=DAILY;INTERVAL=1;WKST=MO"),
            "FREQ=DAILY;BYHOUR=5,17;BYMINUTE=0");
  EXPECT_EQ(canonical("FREQ=MONTHLY;BYDAY=-1FR,+2MO,SU,1MO;BYSETPOS=-1,1"),
            "FREQ=MONTHLY;BYDAY=SU,1MO,2MO,-1FR;BYSETPOS=1,-1");
}

TEST(RecurrenceRule, knows_every_part) {
  const auto all =
      "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,12;BYWEEKNO=1,53,-53;BYMONTHDAY=31,-31;BYDAY=MO,"
      "SU;"
      "BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0,60;BYSETPOS=366,-366;WKST=SU";
  EXPECT_EQ(canonical(all), all);
  EXPECT_EQ(canonical("FREQ=SECONDLY;BYYEARDAY=366,-366"), "FREQ=SECONDLY;BYYEARDAY=366,-366");
  const auto rule = RecurrenceRule::parse(all);
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->frequency(), Freq::Yearly);
  EXPECT_EQ(rule->interval(), 2);
  EXPECT_EQ(rule->count(), 10);
  EXPECT_EQ(rule->week_start(), Sunday);
  EXPECT_TRUE(rule->by().week_numbers.has(-53));
  EXPECT_FALSE(rule->by().week_numbers.has(52));
}

TEST(RecurrenceRule, keeps_which_of_three_forms_until_has) {
  const auto end = [](std::string_view until) {
    return *RecurrenceRule::parse("FREQ=DAILY;UNTIL=" + std::string{until})->until();
  };
  EXPECT_EQ(end("20271231"), (RuleEnd{RuleEnd::Form::Day, local_days{2027y / 12 / 31}}));
  EXPECT_EQ(end("20271231T170000"),
            (RuleEnd{RuleEnd::Form::Local, local_days{2027y / 12 / 31} + 17h}));
  EXPECT_EQ(end("20271231t100000z"),
            (RuleEnd{RuleEnd::Form::Utc, local_days{2027y / 12 / 31} + 10h}));
  EXPECT_EQ(end("20271231T235960Z").at, local_days{2027y / 12 / 31} + 23h + 59min + 59s);
  for (const auto* text : {"FREQ=DAILY;UNTIL=20271231", "FREQ=DAILY;UNTIL=20271231T170000",
                           "FREQ=DAILY;UNTIL=20271231T100000Z"}) {
    EXPECT_EQ(canonical(text), text);
  }
}

TEST(RecurrenceRule, ends_at_a_local_time_once_its_utc_end_went_through_a_zone) {
  const auto rule = RecurrenceRule::parse("FREQ=DAILY;UNTIL=20271231T100000Z");
  EXPECT_EQ(rule->ending(local_days{2027y / 12 / 31} + 17h).text(),
            "FREQ=DAILY;UNTIL=20271231T170000");
}

TEST(RecurrenceRule, refuses_what_is_no_list_of_parts) {
  for (const auto* text : {"", ";", "FREQ", "=DAILY", "FREQ=DAILY;", ";FREQ=DAILY",
                           "FREQ=DAILY;;COUNT=1", "hằng ngày"}) {
    EXPECT_EQ(code(text), "bad_rule_syntax") << text;
  }
  EXPECT_EQ(code("RRULE:FREQ=DAILY"), "bad_rule_unknown_part");
  EXPECT_EQ(code("FREQ=DAILY;SKIP=OMIT"), "bad_rule_unknown_part");
  EXPECT_EQ(code("FREQ=DAILY;DAY=MO"), "bad_rule_unknown_part");
  EXPECT_EQ(code("FREQ=DAILY;COUNT=1;count=2"), "bad_rule_twice");
  EXPECT_EQ(code("COUNT=1"), "bad_rule_frequency");
  EXPECT_EQ(code("FREQ=FORTNIGHTLY"), "bad_rule_frequency");
}

TEST(RecurrenceRule, refuses_numbers_out_of_range) {
  EXPECT_EQ(code("FREQ=DAILY;INTERVAL=0"), "bad_rule_interval");
  EXPECT_EQ(code("FREQ=DAILY;INTERVAL=-1"), "bad_rule_interval");
  EXPECT_EQ(code("FREQ=DAILY;INTERVAL=2147483648"), "bad_rule_interval");
  EXPECT_EQ(code("FREQ=DAILY;COUNT=0"), "bad_rule_count");
  EXPECT_EQ(code("FREQ=DAILY;COUNT=99999999999999999999"), "bad_rule_count");
  for (const auto* part :
       {"BYSECOND=61",    "BYMINUTE=60",  "BYHOUR=24",    "BYHOUR=-1",     "BYHOUR=+1",
        "BYHOUR=",        "BYHOUR=1,",    "BYHOUR=,1",    "BYHOUR=1 ",     "BYHOUR=001",
        "BYMONTH=0",      "BYMONTH=13",   "BYMONTHDAY=0", "BYMONTHDAY=32", "BYMONTHDAY=-32",
        "BYMONTHDAY=--1", "BYWEEKNO=0",   "BYWEEKNO=54",  "BYYEARDAY=0",   "BYYEARDAY=367",
        "BYSETPOS=0",     "BYSETPOS=-367"}) {
    EXPECT_EQ(code(std::string{"FREQ=YEARLY;"} + part), "bad_rule_number") << part;
  }
  for (const auto* part : {"BYDAY=", "BYDAY=M", "BYDAY=XX", "BYDAY=0MO", "BYDAY=54MO",
                           "BYDAY=-54MO", "BYDAY=MO,", "BYDAY=1 MO", "BYDAY=-MO", "BYDAY=0001MO"}) {
    EXPECT_EQ(code(std::string{"FREQ=YEARLY;"} + part), "bad_rule_day") << part;
  }
  EXPECT_EQ(code("FREQ=DAILY;WKST=1"), "bad_rule_week_start");
  for (const auto* until :
       {"", "2027", "20270230", "20271301", "00000101", "20270101T", "20270101T240000",
        "20270101T126000", "20270101T120061", "20270101 120000", "20270101T120000X"}) {
    EXPECT_EQ(code(std::string{"FREQ=DAILY;UNTIL="} + until), "bad_rule_until") << until;
  }
}

TEST(RecurrenceRule, refuses_parts_that_forbid_each_other) {
  EXPECT_EQ(code("FREQ=DAILY;COUNT=2;UNTIL=20270101"), "bad_rule_count_and_until");
  EXPECT_EQ(code("FREQ=MONTHLY;BYWEEKNO=20"), "bad_rule_week_number");
  EXPECT_EQ(code("FREQ=WEEKLY;BYDAY=1MO"), "bad_rule_numbered_day");
  EXPECT_EQ(code("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO"), "bad_rule_numbered_day");
  EXPECT_EQ(code("FREQ=WEEKLY;BYMONTHDAY=1"), "bad_rule_month_day");
  for (const auto* freq : {"DAILY", "WEEKLY", "MONTHLY"}) {
    EXPECT_EQ(code("FREQ=" + std::string{freq} + ";BYYEARDAY=1"), "bad_rule_year_day");
  }
  EXPECT_EQ(code("FREQ=DAILY;BYSETPOS=1"), "bad_rule_position_alone");
  EXPECT_EQ(code("FREQ=DAILY;BYHOUR=5;BYSETPOS=1"), "good");
}

TEST(RecurrenceRule, says_in_two_languages_which_part_is_wrong) {
  const auto rule = RecurrenceRule::parse("FREQ=DAILY;BYHOUR=25");
  ASSERT_EQ(rule.problems.size(), 1U);
  EXPECT_EQ(
      rule.problems[0].vi,
      "“BYHOUR=25”: Danh sách có giá trị không phải là số hoặc nằm ngoài giới hạn của phần đó.");
  EXPECT_EQ(rule.problems[0].en,
            "“BYHOUR=25”: The list holds something that is no number or lies outside the part's "
            "range.");
  const auto broken = RecurrenceRule::parse("FREQ=\xff");
  EXPECT_TRUE(is_utf8(broken.problems.at(0).vi));
}

RC_GTEST_PROP(RecurrenceRuleProperty, its_own_text_is_read_as_the_same_rule, ()) {
  for (int n = 0; n < 10; ++n) {
    const RuleCase one = *rule_cases();
    const auto rule = RecurrenceRule::read(one.rule);
    RC_ASSERT(rule.has_value());
    RC_ASSERT(RecurrenceRule::read(rule->text()) == rule);
  }
}

}  // namespace
}  // namespace playlists
