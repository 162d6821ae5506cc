// Our expansion against libical 3.0.16, which steps from DTSTART. What it is not asked is named
// below; the other two oracles are asked those rules.
#include <gtest/gtest.h>
#include <libical/ical.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/recurrence/expand.h"
#include "tests/unit/playlists/recurrence/random_rules.h"

namespace playlists {
namespace {

using namespace std::chrono;

CivilSeconds civil(const icaltimetype& time) {
  return local_days{year{time.year} / month{static_cast<unsigned>(time.month)} /
                    day{static_cast<unsigned>(time.day)}} +
         hours{time.hour} + minutes{time.minute} + seconds{time.second};
}

std::vector<CivilSeconds> libical_starts(const RuleCase& one) {
  // No icalrecur_iterator_set_start: with FREQ=MINUTELY;INTERVAL=15 it loses what lies before
  // DTSTART's time of day.
  icalrecur_iterator* iterator =
      icalrecur_iterator_new(icalrecurrencetype_from_string(one.rule.c_str()),
                             icaltime_from_string(civil_text(one.start).c_str()));
  std::vector<CivilSeconds> found;
  if (iterator == nullptr) return found;
  for (auto next = icalrecur_iterator_next(iterator); !icaltime_is_null_time(next);
       next = icalrecur_iterator_next(iterator)) {
    const CivilSeconds at = civil(next);
    if (at >= one.until || found.size() >= most_starts) break;
    if (at >= one.from) found.push_back(at);
  }
  icalrecur_iterator_free(iterator);
  return found;
}

// "The recurrence set generated with a DTSTART property value not synchronized with the recurrence
// rule is undefined" (RFC 5545, 3.8.5.3): libical skips such a rule's first starts.
bool synchronise(RuleCase& one, const RecurrenceRule& rule) {
  std::vector<CivilSeconds> starts;
  CivilSeconds from = one.start;
  for (hours reach{1}; starts.empty() && reach < days{10'000}; reach *= 2) {
    expand(rule, one.start, from, from + reach, starts);
    from += reach;
  }
  if (starts.empty()) return false;
  one.start = starts.front();
  return true;
}

// Numbers from the end in those parts are not limits for it: it looks for ever.
bool limits_from_the_end(const RuleCase& one, Freq freq) {
  return freq < Freq::Monthly &&
         (counts_from_end(one, "BYMONTHDAY") || counts_from_end(one, "BYYEARDAY"));
}

// The RFC's table says Limit: it steps through a list of the rule's own unit whatever INTERVAL is,
// and gives its first start twice.
bool limits_own_unit(const RuleCase& one, Freq freq, int interval) {
  if (freq >= Freq::Daily) return false;
  const char* own = freq == Freq::Hourly     ? "BYHOUR"
                    : freq == Freq::Minutely ? "BYMINUTE"
                                             : "BYSECOND";
  return names(one, own) || (interval > 1 && (names(one, "BYHOUR") || names(one, "BYMINUTE")));
}

// BYSETPOS chooses among the starts of a period (3.3.10): it chooses among the days of months and
// years only, and counts a day twice that two numbers name (27 and -2 in February).
bool chooses_other_than_days(const RuleCase& one, Freq freq) {
  return names(one, "BYSETPOS") &&
         (freq < Freq::Monthly || names(one, "BYHOUR") || names(one, "BYMINUTE") ||
          names(one, "BYSECOND") || counts_from_end(one, "BYMONTHDAY") ||
          counts_from_end(one, "BYYEARDAY") || counts_from_end(one, "BYDAY"));
}

// The table says Expand for BYMONTHDAY and BYYEARDAY in a year, and all parts at once mean days
// that are in each: it takes BYMONTHDAY in the month of DTSTART alone, and no BYYEARDAY beside the
// two.
bool days_without_their_month(const RuleCase& one, Freq freq) {
  if (freq != Freq::Yearly) return false;
  if (names(one, "BYYEARDAY")) return names(one, "BYMONTH") || names(one, "BYMONTHDAY");
  return names(one, "BYMONTHDAY") && !names(one, "BYMONTH");
}

// Its weeks begin elsewhere when WKST lies behind the weekday of DTSTART.
bool skips_weeks_from_a_wkst(const RuleCase& one, Freq freq, int interval) {
  return freq == Freq::Weekly && interval > 1 && names(one, "WKST");
}

// It steps unit by unit: a rule that waits for a month is asked of the others.
bool takes_it_too_long(const RuleCase& one, const RecurrenceRule& rule) {
  if (rule.frequency() >= Freq::Daily) return false;
  const std::int64_t unit = rule.frequency() == Freq::Hourly     ? 3600
                            : rule.frequency() == Freq::Minutely ? 60
                                                                 : 1;
  const seconds reach{unit * 5'000};
  if (one.until - one.start > reach) return true;
  std::vector<CivilSeconds> after;
  expand(rule, one.start, one.until, one.until + reach, after);
  return after.empty();
}

bool asked(const RuleCase& one, const RecurrenceRule& rule) {
  const Freq freq = rule.frequency();
  const int interval = rule.interval();
  // BYWEEKNO: it takes other weeks without BYDAY and crashes on numbers from the end.
  return !names(one, "BYWEEKNO") && !limits_from_the_end(one, freq) &&
         !limits_own_unit(one, freq, interval) && !chooses_other_than_days(one, freq) &&
         !days_without_their_month(one, freq) && !skips_weeks_from_a_wkst(one, freq, interval) &&
         !takes_it_too_long(one, rule);
}

RC_GTEST_PROP(RecurrenceAgainstLibical, every_rule_starts_when_libical_says, ()) {
  // Many to a test, as most of the time goes to the few that wait.
  for (int n = 0; n < 30; ++n) {
    RuleCase one = *rule_cases();
    const auto rule = RecurrenceRule::read(one.rule);
    RC_ASSERT(rule.has_value());
    if (!synchronise(one, *rule) || !asked(one, *rule)) continue;
    RC_ASSERT(question(one) + " " + starts_text(our_starts(one)) ==
              question(one) + " " + starts_text(libical_starts(one)));
  }
}

}  // namespace
}  // namespace playlists
