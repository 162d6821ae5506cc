// Our expansion against python3-dateutil and npm rrule, each one process for thousands of rules.
// VANG_SEED asks other rules than the usual ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "playlists/recurrence/expand.h"
#include "protocols/io/child_process.h"
#include "tests/places.h"
#include "tests/unit/playlists/recurrence/random_rules.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;

std::vector<RuleCase> cases(int how_many) {
  const char* seed = std::getenv("VANG_SEED");  // NOLINT(concurrency-mt-unsafe): before any thread
  rc::Random random{seed != nullptr ? std::strtoull(seed, nullptr, 10) : 5545};
  const auto gen = rule_cases();
  std::vector<RuleCase> all;
  for (int n = 0; n < how_many; ++n) all.push_back(gen(random.split(), rc::kNominalSize).value());
  return all;
}

// Both mean: BYWEEKNO without a day takes the whole week. The RFC: what is not said comes from
// DTSTART, so its weekday.
bool whole_weeks(const RuleCase& one) {
  return names(one, "BYWEEKNO") && !names(one, "BYDAY") && !names(one, "BYMONTHDAY") &&
         !names(one, "BYYEARDAY");
}

// Both cut years of weeks at New Year, which shows when years are skipped or BYSETPOS counts, and
// know a week across New Year by the numbers 1 and -1 only.
bool weeks_across_new_year(const RuleCase& one, const RecurrenceRule& rule) {
  if (!names(one, "BYWEEKNO")) return false;
  bool edge = rule.interval() > 1 || names(one, "BYSETPOS");
  rule.by().week_numbers.each([&](int n) { edge = edge || n > 50 || n < -50; });
  return edge;
}

// Both want a day to be in the numbered ones and in the plain ones of BYDAY=MO,2TU. The RFC: a list
// means each of its items.
bool numbered_and_plain_days(const RecurrenceRule& rule) {
  return rule.by().numbered_days && rule.by().weekdays != 0;
}

// Both read past the end of a month for a sixth Monday in it.
bool sixth_weekday_of_a_month(const RecurrenceRule& rule) {
  bool sixth = false;
  for (const auto& numbers : rule.by().numbered) {
    numbers.each([&](int n) { sixth = sixth || n > 5 || n < -5; });
  }
  return sixth && (rule.frequency() == Freq::Monthly || rule.by().months != 0);
}

// Both let the first week begin with DTSTART's day when BYSETPOS counts. The RFC: a weekly period
// is a week, and WKST says where it begins.
bool positions_in_the_first_week(const RuleCase& one, const RecurrenceRule& rule) {
  return rule.frequency() == Freq::Weekly && names(one, "BYSETPOS") &&
         (rule.count() || one.from < one.start + std::chrono::days{7});
}

bool both_can_say(const RuleCase& one, const RecurrenceRule& rule) {
  return !positions_in_the_first_week(one, rule) && !whole_weeks(one) &&
         !weeks_across_new_year(one, rule) && !numbered_and_plain_days(rule) &&
         !sixth_weekday_of_a_month(rule);
}

// rrule adds minutes to hours without regard to the day's other hours, and BYSETPOS members that do
// not exist or were there before. For a rule without any further start it looks until the year
// 9999, minute by minute.
bool rrule_can_say(const RuleCase& one, const RecurrenceRule& rule) {
  const Freq freq = rule.frequency();
  if (freq == Freq::Minutely && names(one, "BYHOUR")) return false;
  if (freq == Freq::Secondly && (names(one, "BYHOUR") || names(one, "BYMINUTE"))) return false;
  if (names(one, "BYSETPOS")) {
    EitherEnd<366> first;
    EitherEnd<366> last;
    first.insert(1);
    last.insert(-1);
    if (rule.by().positions != first && rule.by().positions != last) return false;
  }
  return !our_starts(one).empty();
}

// dateutil looks through every second of hours that are not in the rule.
bool dateutil_can_say(const RuleCase& one, const RecurrenceRule& rule) {
  return rule.frequency() != Freq::Secondly || !our_starts(one).empty();
}

void ask(const std::vector<std::string>& program, const std::vector<RuleCase>& all) {
  std::string questions;
  for (const RuleCase& one : all) {
    questions += question(one) + "|" + std::to_string(most_starts) + "\n";
  }
  const auto ran = protocols::io::run_and_capture(program, questions, 100s);
  ASSERT_TRUE(ran.ok()) << ran.text() << ran.errors;
  std::istringstream answers{ran.output};
  for (const RuleCase& one : all) {
    std::string answer;
    ASSERT_TRUE(std::getline(answers, answer));
    // dateutil proves of some rules that they never start, and refuses them for it.
    if (answer == "error: Invalid rrule byxxx generates an empty set.") answer.clear();
    EXPECT_EQ(starts_text(our_starts(one)), answer) << question(one);
  }
}

template <class CanSay>
std::vector<RuleCase> askable(int how_many, CanSay can_say) {
  std::vector<RuleCase> kept;
  for (const RuleCase& one : cases(how_many)) {
    const auto rule = RecurrenceRule::read(one.rule);
    EXPECT_TRUE(rule.has_value()) << one.rule;
    if (rule && both_can_say(one, *rule) && can_say(one, *rule)) kept.push_back(one);
  }
  EXPECT_GT(kept.size(), 1000U);
  return kept;
}

const std::string here = tests::root() + "/tests/unit/playlists/recurrence/";

TEST(RecurrenceAgainstDateutil, every_rule_starts_when_dateutil_says) {
  ask({"/usr/bin/python3", here + "dateutil_starts.py"}, askable(4000, dateutil_can_say));
}

TEST(RecurrenceAgainstRrule, every_rule_starts_when_rrule_says) {
  ask({"node", here + "rrule_starts.mjs"}, askable(4000, rrule_can_say));
}

}  // namespace
}  // namespace playlists
