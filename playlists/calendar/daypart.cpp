#include "playlists/calendar/daypart.h"

#include <algorithm>
#include <utility>

namespace playlists {
namespace {

constexpr CivilTime midnight = std::chrono::hours{24};

const Calendar* find_calendar(const std::vector<Calendar>& calendars, const std::string& id) {
  const auto found =
      std::find_if(calendars.begin(), calendars.end(), [&](const auto& c) { return c.id == id; });
  return found == calendars.end() ? nullptr : &*found;
}

bool holds(const DaypartException& exception, CivilDay day,
           const std::vector<Calendar>& calendars) {
  if (exception.calendar.empty()) {
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    return std::find(exception.days.begin(), exception.days.end(), weekday) != exception.days.end();
  }
  const Calendar* calendar = find_calendar(calendars, exception.calendar);
  return calendar != nullptr && contains(*calendar, day);
}

CivilTime end_of(const CivilWindow& window) {
  return window.end <= window.start ? window.end + midnight : window.end;
}

bool overlap(std::vector<CivilWindow> windows) {
  const auto earlier = [](const auto& a, const auto& b) { return a.start < b.start; };
  std::sort(windows.begin(), windows.end(), earlier);
  const auto into = [](const auto& a, const auto& b) { return end_of(a) > b.start; };
  return std::adjacent_find(windows.begin(), windows.end(), into) != windows.end();
}

Problem daypart_problem(const Daypart& daypart, const char* code, const std::string& vi,
                        const std::string& en) {
  const std::string& name = daypart.name.empty() ? daypart.id : daypart.name;
  return {0, code, "Buổi “" + name + "”: " + vi, "Day part “" + name + "”: " + en};
}

// Collects problems of one day part, each beginning with its name so that people find it.
class DaypartCheck {
 public:
  explicit DaypartCheck(const Daypart& daypart) : daypart_(daypart) {}

  std::vector<Problem> run() {
    const Daypart& d = daypart_;
    refuse_if(!is_calendar_id(d.id), "bad_id",
              "mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, dài 1 đến 40 ký tự.",
              "the id must be 1 to 40 lower-case letters, digits or hyphens, no hyphen first.");
    refuse_if(d.name.empty(), "no_name", "chưa có tên.", "it has no name.");
    const bool never = std::all_of(d.exceptions.begin(), d.exceptions.end(),
                                   [](const auto& e) { return e.windows.empty(); });
    refuse_if(d.windows.empty() && never, "no_windows", "chưa có khung giờ.", "it has no windows.");
    check(d.windows);
    for (const DaypartException& exception : d.exceptions) check(exception);
    return std::move(problems_);
  }

 private:
  void refuse_if(bool wrong, const char* code, const char* vi, const char* en) {
    if (wrong) problems_.push_back(daypart_problem(daypart_, code, vi, en));
  }

  void check(const DaypartException& exception) {
    refuse_if(exception.days.empty() && exception.calendar.empty(), "no_days",
              "ngoại lệ cần thứ trong tuần hoặc lịch ngày.",
              "an exception needs weekdays or a calendar.");
    refuse_if(!exception.days.empty() && !exception.calendar.empty(), "days_and_calendar",
              "ngoại lệ chỉ chọn thứ trong tuần hoặc lịch ngày, không cả hai.",
              "an exception has both weekdays and a calendar.");
    check(exception.windows);
  }

  void check(const std::vector<CivilWindow>& windows) {
    const auto bad = [](const CivilWindow& w) {
      return w.start < CivilTime{0} || w.start >= midnight || w.end < CivilTime{0} ||
             w.end > midnight;
    };
    const auto empty = [](const CivilWindow& w) { return w.start == w.end; };
    refuse_if(std::any_of(windows.begin(), windows.end(), bad), "bad_time",
              "khung giờ phải nằm trong ngày.", "a window must lie inside a day.");
    refuse_if(std::any_of(windows.begin(), windows.end(), empty), "empty_window",
              "khung giờ trống.", "a window is empty.");
    refuse_if(overlap(windows), "overlap", "các khung giờ chồng lên nhau.", "its windows overlap.");
  }

  const Daypart& daypart_;
  std::vector<Problem> problems_;
};

}  // namespace

const std::vector<CivilWindow>& windows_on(const Daypart& daypart, CivilDay day,
                                           const std::vector<Calendar>& calendars) {
  for (const DaypartException& exception : daypart.exceptions) {
    if (holds(exception, day, calendars)) return exception.windows;
  }
  return daypart.windows;
}

std::vector<Problem> check_daypart(const Daypart& daypart) {
  return DaypartCheck{daypart}.run();
}

std::vector<Problem> unknown_calendars(const Daypart& daypart,
                                       const std::vector<Calendar>& calendars) {
  std::vector<Problem> problems;
  for (const DaypartException& exception : daypart.exceptions) {
    const std::string& id = exception.calendar;
    if (id.empty() || find_calendar(calendars, id) != nullptr) continue;
    const std::string shown = id.size() <= 40 ? id : "…";
    problems.push_back(daypart_problem(daypart, "unknown_calendar",
                                       "không có lịch ngày “" + shown + "”.",
                                       "there is no calendar “" + shown + "”."));
  }
  return problems;
}

}  // namespace playlists
