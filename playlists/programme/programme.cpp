#include "playlists/programme/programme.h"

#include <algorithm>
#include <set>
#include <utility>

#include "playlists/recurrence/rule.h"
#include "playlists/timetable/civil_time.h"

namespace playlists {
namespace {

constexpr CivilTime whole_day = std::chrono::hours{24};

// What the rule leaves to the first day: where to count from, which day of week, month or year.
bool needs_a_first_day(const RecurrenceRule& rule) {
  const RuleParts& by = rule.by();
  const bool days =
      by.weekdays != 0 || by.numbered_days || !by.month_days.empty() || !by.year_days.empty();
  return rule.interval() > 1 || rule.count() || (rule.frequency() >= Freq::Weekly && !days);
}

bool has_times(const RecurrenceRule& rule) {
  const RuleParts& by = rule.by();
  return rule.frequency() < Freq::Daily || by.hours != 0 || by.minutes != 0 || by.seconds != 0;
}

// Collects problems of one entry, each beginning with the entry's title so that people find it.
class EntryCheck {
 public:
  explicit EntryCheck(const Entry& entry)
      : entry_(entry), name_(entry.title.empty() ? entry.id.text() : entry.title) {}

  std::vector<Problem> run() {
    check_what();
    check_days();
    check_times();
    return std::move(problems_);
  }

 private:
  void refuse_if(bool wrong, const char* code, const char* vi, const char* en) {
    if (!wrong) return;
    problems_.push_back({0, code, "Mục “" + name_ + "”: " + vi, "Entry “" + name_ + "”: " + en});
  }

  void check_what() {
    const Entry& e = entry_;
    refuse_if(e.item_class == ItemClass::Emergency, "emergency_class",
              "khẩn cấp chỉ có trong lệnh, không có trong chương trình.",
              "emergency exists only as an order.");
    refuse_if(e.item_class == ItemClass::Unknown, "unknown_class", "chưa chọn mức.",
              "it has no class.");
    refuse_if(e.messages.empty(), "no_message", "chưa chọn bản tin.", "it names no message.");
    refuse_if(e.cycle_one && loops(e.when), "bad_cycle",
              "mỗi lần một bản tin chỉ dùng cho mục theo giờ.",
              "one message at a time is for timed entries.");
    refuse_if(e.repeat < 1 || e.repeat > 100, "bad_repeat", "số lần lặp phải từ 1 đến 100.",
              "the repeat must be 1 to 100.");
    refuse_if(!(e.volume_db >= -60 && e.volume_db <= 12), "bad_volume",
              "âm lượng phải từ -60 đến +12 dB.", "the volume must be -60 to +12 dB.");
    refuse_if(e.late < CivilTime{0} || e.late > whole_day, "bad_late",
              "phát muộn tối đa phải từ 0 đến 24 giờ.", "the lateness must be 0 to 24 hours.");
    refuse_if((e.lose == Lose::Postpone) != e.postpone_to.has_value(), "bad_postpone",
              "hoãn cần giờ phát lại, và chỉ hoãn mới có giờ đó.",
              "postponing needs the time to play again, and nothing else has one.");
  }

  void check_days() {
    const When& w = entry_.when;
    check_rule();
    refuse_if(w.rule.empty() && !w.from && w.also.empty(), "no_day", "lịch một lần cần ngày.",
              "a single entry needs its day.");
    refuse_if(w.from && w.until && std::chrono::sys_days{*w.until} < std::chrono::sys_days{*w.from},
              "until_before_from", "ngày kết thúc trước ngày bắt đầu.",
              "the last day is before the first.");
  }

  void check_rule() {
    const When& w = entry_.when;
    if (w.rule.empty()) return;
    const Parsed<RecurrenceRule> rule = RecurrenceRule::parse(w.rule);
    for (const Problem& problem : rule.problems) {
      problems_.push_back({0, problem.code, "Mục “" + name_ + "”: " + problem.vi,
                           "Entry “" + name_ + "”: " + problem.en});
    }
    if (!rule) return;
    refuse_if(!w.from && needs_a_first_day(*rule), "no_day", "lịch lặp này cần ngày bắt đầu.",
              "this repetition needs its first day.");
    refuse_if(w.times.size() > 1 && has_times(*rule), "bad_time",
              "lịch lặp theo giờ hoặc phút chỉ có một giờ bắt đầu.",
              "a rule with times of its own has one start time.");
    refuse_if(!w.daypart.empty() && has_times(*rule), "bad_daypart",
              "khung giờ dùng chung chỉ đi với lịch lặp theo ngày.",
              "a daypart goes with a rule of days alone.");
  }

  void check_times() {
    const When& w = entry_.when;
    const int kinds = (w.times.empty() ? 0 : 1) + (w.window ? 1 : 0) + (w.daypart.empty() ? 0 : 1);
    refuse_if(kinds == 0, "no_time", "chưa có giờ phát hay khung giờ.",
              "it has neither times nor a window.");
    refuse_if(kinds > 1, "two_kinds_of_time",
              "chỉ chọn một trong giờ phát, khung giờ, khung giờ dùng chung.",
              "only one of times, window and daypart.");
    const auto bad = [](CivilTime time) { return time < CivilTime{0} || time >= whole_day; };
    refuse_if(std::any_of(w.times.begin(), w.times.end(), bad), "bad_time",
              "giờ phát phải từ 00:00:00 đến 23:59:59.", "a time must be 00:00:00 to 23:59:59.");
    const std::set<CivilTime> distinct(w.times.begin(), w.times.end());
    refuse_if(distinct.size() != w.times.size(), "duplicate_time", "giờ phát bị trùng.",
              "a time occurs twice.");
    check_periods();
    if (!w.window) return;
    refuse_if(bad(w.window->start) || w.window->end < CivilTime{0} || w.window->end > whole_day,
              "bad_time", "khung giờ phải nằm trong ngày.", "the window must lie inside a day.");
    refuse_if(w.window->start == w.window->end, "empty_window", "khung giờ trống.",
              "the window is empty.");
  }

  void check_periods() {
    const When& w = entry_.when;
    const bool periods = w.every.count() != 0 || w.most != 0 || w.share;
    refuse_if(periods && !w.times.empty(), "bad_every", "lặp theo chu kỳ cần khung giờ.",
              "repeating in between needs a window.");
    refuse_if(w.every < CivilTime{0} || w.every > whole_day || w.most < 0 || w.most > 1440 ||
                  (w.most > 0 && w.every.count() == 0),
              "bad_every", "chu kỳ phải từ 1 giây đến 24 giờ, tối đa 1440 lần.",
              "the period must be 1 second to 24 hours, at most 1440 times.");
    if (!w.share) return;
    const bool plays = w.share->plays >= 1 && w.share->plays <= 60 && w.share->percent == 0;
    const bool percent = w.share->percent >= 1 && w.share->percent <= 100 && w.share->plays == 0;
    refuse_if(w.every.count() != 0 || (!plays && !percent), "bad_share",
              "tỷ lệ phát là 1 đến 60 lượt mỗi giờ, hoặc 1 đến 100 phần trăm.",
              "a share is 1 to 60 plays an hour, or 1 to 100 percent.");
  }

  const Entry& entry_;
  std::string name_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<MessageHash> messages_of(const Programme& programme) {
  std::set<MessageHash> named;
  for (const Entry& entry : programme.entries) {
    named.insert(entry.messages.begin(), entry.messages.end());
  }
  if (!programme.offline.filler.empty()) named.insert(programme.offline.filler);
  return {named.begin(), named.end()};
}

std::vector<Problem> check_entry(const Entry& entry) {
  return EntryCheck{entry}.run();
}

std::vector<Problem> check_programme(const Programme& programme) {
  std::vector<Problem> problems;
  if (programme.area.empty()) {
    problems.push_back(
        {0, "no_area", "Chương trình chưa có địa bàn.", "The programme has no area."});
  }
  if (programme.version < 1) {
    problems.push_back(
        {0, "bad_version", "Số phiên bản phải từ 1.", "The version must be at least 1."});
  }
  if (!is_zone(programme.zone)) {
    const std::string zone = programme.zone.substr(0, 64);
    problems.push_back({0, "unknown_zone", "Không có múi giờ “" + zone + "”.",
                        "There is no time zone “" + zone + "”."});
  }
  if (programme.offline.days < 0 || programme.offline.days > 3650) {
    problems.push_back({0, "bad_offline", "Số ngày phát khi mất liên lạc phải từ 0 đến 3650.",
                        "The days without contact must be 0 to 3650."});
  }
  std::set<EntryId> seen;
  for (const Entry& entry : programme.entries) {
    for (Problem& problem : check_entry(entry)) problems.push_back(std::move(problem));
    if (!seen.insert(entry.id).second) {
      const std::string& id = entry.id.text();
      problems.push_back({0, "duplicate_entry", "Mục lịch " + id + " bị trùng.",
                          "Entry " + id + " occurs twice."});
    }
  }
  return problems;
}

}  // namespace playlists
