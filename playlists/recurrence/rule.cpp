#include "playlists/recurrence/rule.h"

#include <cstdio>

#include "playlists/recurrence/rule_reader.h"
#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<Freq>, 7> freqs{{{Freq::Secondly, "SECONDLY"},
                                           {Freq::Minutely, "MINUTELY"},
                                           {Freq::Hourly, "HOURLY"},
                                           {Freq::Daily, "DAILY"},
                                           {Freq::Weekly, "WEEKLY"},
                                           {Freq::Monthly, "MONTHLY"},
                                           {Freq::Yearly, "YEARLY"}}};
// In the order of std::chrono::weekday::c_encoding().
constexpr std::array<std::string_view, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr std::array<std::size_t, 7> monday_first{1, 2, 3, 4, 5, 6, 0};

// One part's list as it grows: `;NAME=` before the first item, `,` before every other.
class List {
 public:
  List(std::string& text, std::string_view name) : text_(text), name_(name) {}
  void add(std::string_view item) {
    text_ += first_ ? ";" : ",";
    if (first_) text_.append(name_) += "=";
    first_ = false;
    text_ += item;
  }

 private:
  std::string& text_;
  std::string_view name_;
  bool first_ = true;
};

void add_mask(std::string& text, std::string_view name, std::uint64_t mask) {
  List list(text, name);
  for (; mask != 0; mask &= mask - 1) list.add(std::to_string(std::countr_zero(mask)));
}

template <int Most>
void add_either_end(std::string& text, std::string_view name, const EitherEnd<Most>& set) {
  List list(text, name);
  set.each([&](int n) { list.add(std::to_string(n)); });
}

void add_days(std::string& text, const RuleParts& by) {
  List list(text, "BYDAY");
  for (const std::size_t day : monday_first) {
    if ((by.weekdays >> day & 1) != 0) list.add(weekdays[day]);
  }
  for (const std::size_t day : monday_first) {
    by.numbered[day].each([&](int n) { list.add(std::to_string(n).append(weekdays[day])); });
  }
}

std::string end_text(const RuleEnd& end) {
  using namespace std::chrono;
  const local_days day = floor<days>(end.at);
  const year_month_day date{day};
  const auto second = static_cast<unsigned>((end.at - day).count());
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02u%02u%02u%s",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), second / 3600, second / 60 % 60, second % 60,
                end.form == RuleEnd::Form::Utc ? "Z" : "");
  std::string whole = text.data();
  return end.form == RuleEnd::Form::Day ? whole.substr(0, 8) : whole;
}

}  // namespace

std::string_view freq_text(Freq freq) {
  return word_of(freqs, freq);
}

std::optional<RecurrenceRule> RecurrenceRule::read(std::string_view text) {
  return RuleReader{text}.read();
}

Parsed<RecurrenceRule> RecurrenceRule::parse(std::string_view text) {
  RuleReader reader{text};
  const auto rule = reader.read();
  if (rule) return *rule;
  return std::vector{rule_problem(reader.fault(), reader.where())};
}

std::string RecurrenceRule::text() const {
  std::string text = "FREQ=";
  text += freq_text(freq_);
  if (interval_ != 1) text += ";INTERVAL=" + std::to_string(interval_);
  if (count_ > 0) text += ";COUNT=" + std::to_string(count_);
  if (until_) text += ";UNTIL=" + end_text(*until_);
  add_mask(text, "BYMONTH", by_.months);
  add_either_end(text, "BYWEEKNO", by_.week_numbers);
  add_either_end(text, "BYYEARDAY", by_.year_days);
  add_either_end(text, "BYMONTHDAY", by_.month_days);
  add_days(text, by_);
  add_mask(text, "BYHOUR", by_.hours);
  add_mask(text, "BYMINUTE", by_.minutes);
  add_mask(text, "BYSECOND", by_.seconds);
  add_either_end(text, "BYSETPOS", by_.positions);
  if (week_start_ != 1) text.append(";WKST=").append(weekdays[week_start_]);
  return text;
}

RecurrenceRule RecurrenceRule::ending(CivilSeconds local_until) const {
  RecurrenceRule rule = *this;
  rule.count_ = 0;
  rule.until_ = RuleEnd{RuleEnd::Form::Local, local_until};
  return rule;
}

}  // namespace playlists
