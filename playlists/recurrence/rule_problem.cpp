#include <array>

#include "playlists/recurrence/rule_reader.h"
#include "playlists/utf8.h"

namespace playlists {
namespace {

struct Sentence {
  RuleFault fault;
  const char* code;
  const char* vi;
  const char* en;
};

constexpr std::array sentences{
    Sentence{RuleFault::Syntax, "bad_rule_syntax",
             "Quy tắc lặp phải gồm các phần TÊN=giá trị cách nhau bằng dấu chấm phẩy.",
             "A recurrence rule is a list of NAME=value parts with semicolons between them."},
    Sentence{RuleFault::UnknownPart, "bad_rule_unknown_part",
             "Quy tắc lặp có phần mà RFC 5545 không biết.",
             "The recurrence rule has a part that RFC 5545 does not know."},
    Sentence{RuleFault::Twice, "bad_rule_twice", "Mỗi phần của quy tắc lặp chỉ được có một lần.",
             "A part may stand in a recurrence rule only once."},
    Sentence{
        RuleFault::Frequency, "bad_rule_frequency",
        "Quy tắc lặp cần FREQ là SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY hoặc YEARLY.",
        "The recurrence rule needs FREQ: SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or "
        "YEARLY."},
    Sentence{RuleFault::Interval, "bad_rule_interval",
             "INTERVAL phải là số nguyên từ 1 đến 2147483647.",
             "INTERVAL must be a whole number from 1 to 2147483647."},
    Sentence{RuleFault::Count, "bad_rule_count", "COUNT phải là số nguyên từ 1 đến 2147483647.",
             "COUNT must be a whole number from 1 to 2147483647."},
    Sentence{
        RuleFault::Until, "bad_rule_until",
        "UNTIL phải là ngày giờ có thật, dạng 20271231, 20271231T170000 hoặc 20271231T100000Z.",
        "UNTIL must be a date that exists: 20271231, 20271231T170000 or 20271231T100000Z."},
    Sentence{RuleFault::Number, "bad_rule_number",
             "Danh sách có giá trị không phải là số hoặc nằm ngoài giới hạn của phần đó.",
             "The list holds something that is no number or lies outside the part's range."},
    Sentence{
        RuleFault::Day, "bad_rule_day",
        "BYDAY nhận MO, TU, WE, TH, FR, SA, SU, có thể kèm số thứ tự từ 1 đến 53 phía trước "
        "(2MO, -1FR).",
        "BYDAY takes MO, TU, WE, TH, FR, SA, SU, with a number from 1 to 53 before it if needed "
        "(2MO, -1FR)."},
    Sentence{RuleFault::WeekStart, "bad_rule_week_start",
             "WKST phải là một trong MO, TU, WE, TH, FR, SA, SU.",
             "WKST must be one of MO, TU, WE, TH, FR, SA, SU."},
    Sentence{RuleFault::CountAndUntil, "bad_rule_count_and_until",
             "Quy tắc lặp chỉ được có COUNT hoặc UNTIL, không được có cả hai.",
             "A recurrence rule may have COUNT or UNTIL, not both."},
    Sentence{RuleFault::WeekNumber, "bad_rule_week_number",
             "BYWEEKNO chỉ dùng được với FREQ=YEARLY.",
             "BYWEEKNO may stand only with FREQ=YEARLY."},
    Sentence{
        RuleFault::NumberedDay, "bad_rule_numbered_day",
        "BYDAY có số thứ tự chỉ dùng được với MONTHLY hoặc YEARLY và không cùng BYWEEKNO.",
        "A BYDAY with a number may stand only with MONTHLY or YEARLY, and not beside BYWEEKNO."},
    Sentence{RuleFault::MonthDay, "bad_rule_month_day",
             "BYMONTHDAY không dùng được với FREQ=WEEKLY.",
             "BYMONTHDAY may not stand with FREQ=WEEKLY."},
    Sentence{RuleFault::YearDay, "bad_rule_year_day",
             "BYYEARDAY không dùng được với FREQ=DAILY, WEEKLY hoặc MONTHLY.",
             "BYYEARDAY may not stand with FREQ=DAILY, WEEKLY or MONTHLY."},
    Sentence{RuleFault::PositionAlone, "bad_rule_position_alone",
             "BYSETPOS phải đi cùng một phần BY khác.",
             "BYSETPOS needs another BY part beside it."},
};

}  // namespace

Problem rule_problem(RuleFault fault, std::string_view where) {
  const std::string cut{where.substr(0, 80)};
  const std::string shown = is_utf8(cut) ? cut : "…";
  const std::string vi = where.empty() ? "" : "“" + shown + "”: ";
  for (const Sentence& sentence : sentences) {
    if (sentence.fault != fault) continue;
    return {0, sentence.code, vi + sentence.vi, vi + sentence.en};
  }
  return {0, "bad_rule_syntax", "Quy tắc lặp không hợp lệ.", "The recurrence rule is not valid."};
}

}  // namespace playlists
