#include "playlists/programme/programme.h"

#include <algorithm>
#include <set>
#include <utility>

#include "playlists/timetable/civil_time.h"

namespace playlists {
namespace {

constexpr CivilTime whole_day = std::chrono::hours{24};

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
    refuse_if(e.message.empty(), "no_message", "chưa chọn bản tin.", "it names no message.");
    refuse_if(e.repeat < 1 || e.repeat > 100, "bad_repeat", "số lần lặp phải từ 1 đến 100.",
              "the repeat must be 1 to 100.");
    refuse_if(!(e.volume_db >= -60 && e.volume_db <= 12), "bad_volume",
              "âm lượng phải từ -60 đến +12 dB.", "the volume must be -60 to +12 dB.");
  }

  void check_days() {
    const When& w = entry_.when;
    const bool weekly = w.frequency == Frequency::Weekly;
    refuse_if(w.frequency == Frequency::Unknown, "no_time", "chưa chọn lịch lặp.",
              "it has no frequency.");
    refuse_if(weekly && w.days.empty(), "no_days", "lịch tuần cần ít nhất một ngày.",
              "a weekly entry needs at least one day.");
    refuse_if(!weekly && !w.days.empty(), "days_not_weekly", "chỉ lịch tuần mới chọn thứ.",
              "only a weekly entry has days.");
    refuse_if(w.frequency == Frequency::Once && !w.from, "no_day", "lịch một lần cần ngày.",
              "a single entry needs its day.");
    refuse_if(w.from && w.until && std::chrono::sys_days{*w.until} < std::chrono::sys_days{*w.from},
              "until_before_from", "ngày kết thúc trước ngày bắt đầu.",
              "the last day is before the first.");
  }

  void check_times() {
    const When& w = entry_.when;
    refuse_if(w.times.empty() && !w.window, "no_time", "chưa có giờ phát hay khung giờ.",
              "it has neither times nor a window.");
    refuse_if(!w.times.empty() && w.window, "window_and_times",
              "chỉ chọn giờ phát hoặc khung giờ, không cả hai.", "it has both times and a window.");
    const auto bad = [](CivilTime time) { return time < CivilTime{0} || time >= whole_day; };
    refuse_if(std::any_of(w.times.begin(), w.times.end(), bad), "bad_time",
              "giờ phát phải từ 00:00:00 đến 23:59:59.", "a time must be 00:00:00 to 23:59:59.");
    const std::set<CivilTime> distinct(w.times.begin(), w.times.end());
    refuse_if(distinct.size() != w.times.size(), "duplicate_time", "giờ phát bị trùng.",
              "a time occurs twice.");
    if (!w.window) return;
    refuse_if(bad(w.window->start) || w.window->end < CivilTime{0} || w.window->end > whole_day,
              "bad_time", "khung giờ phải nằm trong ngày.", "the window must lie inside a day.");
    refuse_if(w.window->start == w.window->end, "empty_window", "khung giờ trống.",
              "the window is empty.");
  }

  const Entry& entry_;
  std::string name_;
  std::vector<Problem> problems_;
};

}  // namespace

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
