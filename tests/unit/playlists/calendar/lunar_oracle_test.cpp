// Our lunisolar calendar against ICU's Chinese one (UTC+8), day by day: they differ in the months
// of tests/data/lunar-china.csv and nowhere else, each for a new moon or a term between 23:00 and
// 24:00 in Vietnam.
#include <gtest/gtest.h>
#include <unicode/ucal.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>

#include "playlists/calendar/lunar.h"
#include "tests/places.h"

namespace playlists {
namespace {

using namespace std::chrono;

// A month of China: its first day, its number, `+` after that of a leap month.
struct ChinaMonth {
  sys_days first;
  std::string number;
  std::string cause;
};

std::string number_text(int month, bool leap) {
  return std::to_string(month) + (leap ? "+" : "");
}

class Icu {
 public:
  Icu() {
    UErrorCode error = U_ZERO_ERROR;
    calendar_.reset(ucal_open(u"UTC", -1, "zh@calendar=chinese", UCAL_TRADITIONAL, &error));
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no Chinese calendar");
  }
  std::string month_on(sys_days day) {
    set(day);
    return number_text(get(UCAL_MONTH) + 1, get(UCAL_IS_LEAP_MONTH) != 0);
  }
  int day_on(sys_days day) {
    set(day);
    return get(UCAL_DATE);
  }

 private:
  void set(sys_days day) {
    UErrorCode error = U_ZERO_ERROR;
    const milliseconds noon = day.time_since_epoch() + 12h;
    ucal_setMillis(calendar_.get(), static_cast<UDate>(noon.count()), &error);
  }
  int get(UCalendarDateFields field) {
    UErrorCode error = U_ZERO_ERROR;
    return ucal_get(calendar_.get(), field, &error);
  }

  struct Close {
    void operator()(UCalendar* calendar) const { ucal_close(calendar); }
  };
  std::unique_ptr<UCalendar, Close> calendar_;
};

using Months = std::map<sys_days, std::string>;

// parse_civil_day takes nothing before 1970.
sys_days day_of(const std::string& text) {
  return sys_days{year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(5, 2)) /
                  std::stoi(text.substr(8, 2))};
}

// By the first day of the month of Vietnam that is not the same in China.
std::map<sys_days, ChinaMonth> differences() {
  std::map<sys_days, ChinaMonth> found;
  std::ifstream file(tests::data_dir() + "/lunar-china.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string first, number, china_first, china_number, cause;
    std::getline(fields, first, ',');
    std::getline(fields, number, ',');
    std::getline(fields, china_first, ',');
    std::getline(fields, china_number, ',');
    std::getline(fields, cause);
    const sys_days day = day_of(first);
    const LunarDay ours = *lunar_of(CivilDay{day});
    EXPECT_EQ(ours.day, 1) << line;
    EXPECT_EQ(number_text(ours.month, ours.leap), number) << line;
    found[day] = {day_of(china_first), china_number, cause};
  }
  return found;
}

// By first day. ICU counts the days of a month from 1 without a gap.
Months months_of_icu(sys_days first, sys_days last) {
  Icu icu;
  Months found;
  int before = 0;
  for (sys_days day = first; day <= last; day += days{1}) {
    const int now = icu.day_on(day);
    if (now == 1) {
      found[day] = icu.month_on(day);
    } else if (!found.empty()) {
      EXPECT_EQ(now, before + 1) << civil_day_text(CivilDay{day});
    }
    before = now;
  }
  return found;
}

// Ours, with those of lunar-china.csv in the place of the ones that differ.
Months months_of_china(sys_days first, sys_days last) {
  const std::map<sys_days, ChinaMonth> other = differences();
  Months found;
  for (sys_days day = first; day <= last; day += days{1}) {
    const LunarDay ours = *lunar_of(CivilDay{day});
    if (ours.day != 1) continue;
    const auto differs = other.find(day);
    if (differs == other.end()) {
      found[day] = number_text(ours.month, ours.leap);
    } else {
      found[differs->second.first] = differs->second.number;
    }
  }
  return found;
}

// The months of `these` that `others` has not.
Months without(const Months& these, const Months& others) {
  Months left;
  std::set_difference(these.begin(), these.end(), others.begin(), others.end(),
                      std::inserter(left, left.end()));
  return left;
}

// Where ICU 72 itself errs: its sun and moon are minutes off (ICU-23274 is the leap month of 1987),
// which tells only where the true instant is that near to midnight in China. 2057 alone is in
// doubt.
struct IcuError {
  CivilDay first;  ///< ICU's month
  const char* number;
};
const IcuError icu_errors[] = {
    // and the true instant, UTC+8
    {1987y / July / 26, "7"},       // term 150 1987-08-24 00:09:49
    {1987y / August / 24, "7+"},    // term 150 1987-08-24 00:09:49
    {1999y / January / 18, "12"},   // new moon 1999-01-17 23:46:13
    {2012y / August / 18, "7"},     // new moon 2012-08-17 23:54:29
    {2018y / November / 7, "10"},   // new moon 2018-11-08 00:02:02
    {2027y / February / 7, "1"},    // new moon 2027-02-06 23:56:02
    {2030y / February / 2, "1"},    // new moon 2030-02-03 00:07:27
    {2057y / September / 29, "9"},  // new moon 2057-09-28 23:59:57
    {2070y / March / 13, "2"},      // new moon 2070-03-12 23:51:58
};

TEST(LunarOracle, months_differ_from_icu_only_by_the_hour_between_vietnam_and_china) {
  const sys_days first = *new_years_day(first_lunar_year);
  const sys_days last = 2101y / January / 28;
  const Months icu = months_of_icu(first, last);
  const Months china = months_of_china(first, last);
  Months errors;
  for (const IcuError& error : icu_errors) errors[error.first] = error.number;
  const Months more = without(without(icu, china), errors);
  for (const auto& [day, number] : more) {
    ADD_FAILURE() << "ICU: month " << number << " from " << civil_day_text(CivilDay{day});
  }
  EXPECT_EQ(china.size(), icu.size());
  EXPECT_EQ(without(china, icu).size(), without(icu, china).size());
  EXPECT_EQ(differences().size(), 64u);
}

TEST(LunarOracle, each_difference_has_its_cause_in_the_last_hour_of_a_day_in_vietnam) {
  int moons = 0;
  int terms = 0;
  for (const auto& [first, month] : differences()) {
    const bool moon = month.cause.starts_with("new moon ");
    moons += moon ? 1 : 0;
    terms += month.cause.starts_with("term ") ? 1 : 0;
    EXPECT_NE(month.cause.find(" 23:"), std::string::npos) << month.cause;
    // A late new moon moves a month's beginning by a day; a late term only moves its number.
    EXPECT_EQ(month.first - first, days{moon ? 1 : 0}) << month.cause;
    if (moon) {
      EXPECT_TRUE(month.cause.starts_with("new moon " + civil_day_text(CivilDay{first}) + " 23:"));
    }
  }
  EXPECT_EQ(moons, 57);
  EXPECT_EQ(terms, 7);  // five months from 23 November 1984, two from 26 July 1987
}

}  // namespace
}  // namespace playlists
