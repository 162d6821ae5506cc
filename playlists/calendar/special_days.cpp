#include "playlists/calendar/special_days.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "playlists/calendar/lunar.h"

namespace playlists {
namespace {

using std::chrono::days;
using std::chrono::month_day;
using std::chrono::sys_days;

// A day that exists and that parse_civil_day takes.
bool writable(CivilDay day) {
  using namespace std::chrono_literals;
  return day.ok() && day.year() >= 1970y && day.year() <= 9999y;
}

int year_of(sys_days day) {
  return static_cast<int>(CivilDay{day}.year());
}

// 29 February is 1 March as a first day and 28 February as a last one where a year has none.
sys_days first_in(int year, month_day day) {
  return sys_days{std::chrono::year{year} / day.month() / day.day()};
}
sys_days last_in(int year, month_day day) {
  const CivilDay written = std::chrono::year{year} / day.month() / day.day();
  return written.ok() ? sys_days{written}
                      : sys_days{std::chrono::year{year} / day.month() / std::chrono::last};
}

std::optional<sys_days> anchor_in(int lunar_year, const LunarRange& range) {
  std::optional<CivilDay> day = solar_of({lunar_year, range.month, false, range.day});
  if (!day && range.day == 30) day = solar_of({lunar_year, range.month, false, 29});
  return day ? std::optional{sys_days{*day}} : std::nullopt;
}

// Calls `visit(from, until)` for every range of the calendar that may touch [first, last]; also for
// some that do not, and for empty ones (until before from).
template <class Visit>
void each_range(const Calendar& calendar, sys_days first, sys_days last, Visit visit) {
  for (const DayRange& range : calendar.ranges) visit(sys_days{range.from}, sys_days{range.until});
  for (const YearlyRange& range : calendar.yearly) {
    const int into_next = range.until < range.from ? 1 : 0;
    for (int year = year_of(first) - into_next; year <= year_of(last); ++year) {
      visit(first_in(year, range.from), last_in(year + into_next, range.until));
    }
  }
  for (const LunarRange& range : calendar.lunar) {
    // A lunar year ends in the next year of the sun; a range may begin 100 days before its day and
    // end 100 days after.
    const int newest = std::min(year_of(last) + 1, last_lunar_year);
    for (int year = std::max(year_of(first) - 2, first_lunar_year); year <= newest; ++year) {
      const std::optional<sys_days> anchor = anchor_in(year, range);
      if (!anchor) continue;
      const sys_days from = *anchor - days{range.before};
      visit(from, from + days{range.days - 1});
    }
  }
}

// Collects problems of one calendar, each beginning with its name so that people find it.
class CalendarCheck {
 public:
  explicit CalendarCheck(const Calendar& calendar)
      : calendar_(calendar), name_(calendar.name.empty() ? calendar.id : calendar.name) {}

  std::vector<Problem> run() {
    const Calendar& c = calendar_;
    refuse_if(!is_calendar_id(c.id), "bad_id",
              "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, dài 1 đến 40 ký tự.",
              "the id must be 1 to 40 lower-case letters, digits or hyphens, no hyphen first.");
    refuse_if(c.name.empty(), "no_name", "chưa có tên.", "it has no name.");
    refuse_if(c.ranges.empty() && c.yearly.empty() && c.lunar.empty(), "no_days", "chưa có ngày.",
              "it has no days.");
    for (const DayRange& range : c.ranges) check(range);
    for (const YearlyRange& range : c.yearly) check(range);
    for (const LunarRange& range : c.lunar) check(range);
    return std::move(problems_);
  }

 private:
  void refuse_if(bool wrong, const char* code, const std::string& vi, const std::string& en) {
    if (!wrong) return;
    problems_.push_back(
        {0, code, "Lịch ngày “" + name_ + "”: " + vi, "Calendar “" + name_ + "”: " + en});
  }

  void check(const DayRange& range) {
    if (!writable(range.from) || !writable(range.until)) {
      refuse_if(true, "bad_day", "có ngày không tồn tại.", "it has a day that does not exist.");
      return;
    }
    const std::string from = civil_day_text(range.from);
    const std::string until = civil_day_text(range.until);
    refuse_if(range.until < range.from, "until_before_from",
              "ngày kết thúc " + until + " trước ngày bắt đầu " + from + ".",
              "the last day " + until + " is before the first, " + from + ".");
  }

  void check(const YearlyRange& range) {
    refuse_if(!range.from.ok() || !range.until.ok(), "bad_day", "có ngày không tồn tại.",
              "it has a day that does not exist.");
  }

  void check(const LunarRange& range) {
    const auto outside = [](int number, int least, int most) {
      return number < least || number > most;
    };
    refuse_if(outside(range.month, 1, 12) || outside(range.day, 1, 30), "bad_lunar_day",
              "ngày âm lịch phải thuộc tháng 1 đến 12, ngày 1 đến 30.",
              "a lunar day must lie in months 1 to 12, days 1 to 30.");
    const std::string most = std::to_string(longest_lunar_range);
    refuse_if(outside(range.days, 1, longest_lunar_range) ||
                  outside(range.before, 0, longest_lunar_range),
              "bad_length",
              "số ngày phải từ 1 đến " + most + ", bắt đầu trước nhiều nhất " + most + " ngày.",
              "it must be 1 to " + most + " days long and begin at most " + most + " days before.");
  }

  const Calendar& calendar_;
  std::string name_;
  std::vector<Problem> problems_;
};

}  // namespace

bool is_calendar_id(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= 40 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), plain);
}

bool contains(const Calendar& calendar, CivilDay day) {
  const sys_days wanted{day};
  bool found = false;
  each_range(calendar, wanted, wanted, [&](sys_days from, sys_days until) {
    found = found || (from <= wanted && wanted <= until);
  });
  return found;
}

std::vector<DayRange> days_between(const Calendar& calendar, CivilDay first, CivilDay last) {
  std::vector<std::pair<sys_days, sys_days>> found;
  each_range(calendar, sys_days{first}, sys_days{last}, [&](sys_days from, sys_days until) {
    from = std::max(from, sys_days{first});
    until = std::min(until, sys_days{last});
    if (from <= until) found.emplace_back(from, until);
  });
  std::sort(found.begin(), found.end());
  std::vector<DayRange> merged;
  for (const auto& [from, until] : found) {
    if (merged.empty() || from > sys_days{merged.back().until} + days{1}) {
      merged.push_back({CivilDay{from}, CivilDay{until}});
    } else if (until > sys_days{merged.back().until}) {
      merged.back().until = CivilDay{until};
    }
  }
  return merged;
}

std::vector<Problem> check_calendar(const Calendar& calendar) {
  return CalendarCheck{calendar}.run();
}

Calendar vietnam_holidays() {
  using std::chrono::April;
  using std::chrono::January;
  using std::chrono::May;
  using std::chrono::September;
  Calendar calendar;
  calendar.id = "le-viet-nam";
  calendar.name = "Ngày lễ";
  calendar.yearly = {
      {January / 1, January / 1}, {April / 30, May / 1}, {September / 2, September / 2}};
  calendar.lunar = {{1, 1, 5, 1}, {3, 10, 1, 0}};
  return calendar;
}

}  // namespace playlists
