#include "playlists/rules/rules.h"

#include <algorithm>
#include <set>

#include "playlists/timetable/civil_time.h"
#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<LawKind>, 4> law_kinds{{{LawKind::Quiet, "quiet"},
                                                  {LawKind::Permitted, "permitted"},
                                                  {LawKind::Budget, "budget"},
                                                  {LawKind::Cap, "cap"}}};
constexpr std::array<Word<PriorityOrder>, 3> priority_orders{
    {{PriorityOrder::OwnFirst, "own_first"},
     {PriorityOrder::HigherFirst, "higher_first"},
     {PriorityOrder::ByStart, "by_start"}}};
constexpr CivilTime whole_day = std::chrono::hours{24};

// Collects what is wrong, each with the id of the rule it is in.
class RulesCheck {
 public:
  RulesCheck(const Rules& rules, const std::vector<Calendar>& known)
      : rules_(rules), known_(known) {}

  std::vector<Problem> run() {
    refuse_if(rules_.area.empty(), "", "no_area", "chưa có địa bàn.", "they have no area.");
    refuse_if(rules_.version < 1, "", "bad_version", "số phiên bản phải từ 1.",
              "the version must be at least 1.");
    refuse_if(!is_zone(rules_.zone), "", "unknown_zone", "không có múi giờ này.",
              "there is no such time zone.");
    for (const Calendar& calendar : rules_.calendars) take(check_calendar(calendar));
    for (const Daypart& daypart : rules_.dayparts) {
      take(check_daypart(daypart));
      for (const DaypartException& exception : daypart.exceptions) {
        if (!exception.calendar.empty()) check_calendar_named(daypart.id, exception.calendar);
      }
    }
    for (const Law& law : rules_.laws) check_law(law);
    for (const Reservation& one : rules_.reservations) check_reservation(one);
    for (const Delegation& one : rules_.delegations) {
      check_id(one.id);
      check_hours(one.id, one.hours);
    }
    check_languages();
    check_doubles(rules_.calendars);
    check_doubles(rules_.dayparts);
    return std::move(problems_);
  }

 private:
  void refuse_if(bool wrong, const std::string& id, const char* code, const char* vi,
                 const char* en) {
    if (!wrong) return;
    const std::string name = id.empty() ? std::string{} : " “" + id + "”";
    problems_.push_back({0, code, "Quy định" + name + ": " + vi, "Rules" + name + ": " + en});
  }

  void take(std::vector<Problem> found) {
    for (Problem& problem : found) problems_.push_back(std::move(problem));
  }

  void check_id(const std::string& id) {
    refuse_if(!is_calendar_id(id), id, "bad_id", "mã chỉ gồm chữ thường, số và dấu gạch nối.",
              "an id has lower case letters, digits and hyphens.");
    refuse_if(!ids_.insert(id).second, id, "duplicate_id", "mã bị trùng.", "the id occurs twice.");
  }

  template <class T>
  void check_doubles(const std::vector<T>& list) {
    std::set<std::string> seen;
    for (const T& one : list) {
      refuse_if(!seen.insert(one.id).second, one.id, "duplicate_id", "mã bị trùng.",
                "the id occurs twice.");
    }
  }

  void check_calendar_named(const std::string& id, const std::string& calendar) {
    const auto named = [&](const Calendar& one) { return one.id == calendar; };
    const bool found = std::any_of(rules_.calendars.begin(), rules_.calendars.end(), named) ||
                       std::any_of(known_.begin(), known_.end(), named);
    refuse_if(!found, id, "unknown_calendar", "không có lịch ngày này.",
              "there is no such calendar.");
  }

  void check_hours(const std::string& id, const Hours& hours) {
    for (const std::string& calendar : hours.only) check_calendar_named(id, calendar);
    for (const std::string& calendar : hours.never) check_calendar_named(id, calendar);
    const bool backwards = hours.from && hours.until &&
                           std::chrono::sys_days{*hours.until} < std::chrono::sys_days{*hours.from};
    refuse_if(backwards, id, "until_before_from", "ngày kết thúc trước ngày bắt đầu.",
              "the last day is before the first.");
    for (const CivilWindow& window : hours.windows) {
      refuse_if(window.start == window.end, id, "empty_window", "khung giờ trống.",
                "a window is empty.");
      const bool outside = window.start < CivilTime{0} || window.start >= whole_day ||
                           window.end < CivilTime{0} || window.end > whole_day;
      refuse_if(outside, id, "bad_time", "khung giờ phải nằm trong ngày.",
                "a window must lie inside a day.");
    }
  }

  void check_law(const Law& law) {
    check_id(law.id);
    check_hours(law.id, law.hours);
    refuse_if(law.kind == LawKind::Unknown, law.id, "unknown_kind", "chưa chọn loại quy định.",
              "it has no kind.");
    const bool limits =
        law.sessions_day > 0 || law.minutes_session.count() > 0 || law.minutes_day.count() > 0;
    const bool negative = law.sessions_day < 0 || law.minutes_session.count() < 0 ||
                          law.minutes_day.count() < 0 || law.gap.count() < 0;
    refuse_if((law.kind == LawKind::Budget) != limits || negative, law.id, "bad_budget",
              "giới hạn thời lượng cần số buổi hoặc số phút.",
              "a budget needs sessions or minutes, and nothing else has them.");
    refuse_if(!(law.volume_db >= -60 && law.volume_db <= 12), law.id, "bad_cap",
              "âm lượng phải từ -60 đến +12 dB.", "the volume must be -60 to +12 dB.");
  }

  void check_reservation(const Reservation& one) {
    check_id(one.id);
    check_hours(one.id, one.hours);
    refuse_if(one.hours.windows.empty(), one.id, "empty_reservation",
              "giờ dành riêng cần khung giờ.", "a reservation needs windows.");
  }

  void check_languages() {
    for (const std::string& lang : rules_.languages.order) {
      refuse_if(lang.empty() || lang.size() > 35, "", "bad_language", "mã ngôn ngữ không hợp lệ.",
                "a language is not a BCP 47 tag.");
    }
  }

  const Rules& rules_;
  const std::vector<Calendar>& known_;
  std::set<std::string> ids_;
  std::vector<Problem> problems_;
};

}  // namespace

std::string_view law_kind_text(LawKind kind) {
  return word_of(law_kinds, kind);
}
std::optional<LawKind> parse_law_kind(std::string_view text) {
  return value_of(law_kinds, text);
}
std::string_view priority_order_text(PriorityOrder order) {
  return word_of(priority_orders, order);
}
std::optional<PriorityOrder> parse_priority_order(std::string_view text) {
  return value_of(priority_orders, text);
}

bool binds(const Law& law, OutputKind kind) {
  if (law.outputs.empty()) return kind == OutputKind::Sound;
  return std::find(law.outputs.begin(), law.outputs.end(), kind) != law.outputs.end();
}

bool binds(const Reservation& reservation, OutputKind kind) {
  const auto& outputs = reservation.outputs;
  return outputs.empty() || std::find(outputs.begin(), outputs.end(), kind) != outputs.end();
}

std::vector<Problem> check_rules(const Rules& rules, const std::vector<Calendar>& known) {
  return RulesCheck{rules, known}.run();
}

}  // namespace playlists
