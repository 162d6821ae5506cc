#include "playlists/calendar/special_days_json.h"

#include "playlists/calendar/civil_json.h"

namespace playlists {
namespace {

constexpr std::size_t most_ranges = 1000;

DayRange read_range(Fields& fields) {
  return {fields.word("from", parse_civil_day), fields.word("until", parse_civil_day)};
}

LunarRange read_lunar(Fields& fields) {
  LunarRange range;
  range.month = static_cast<int>(fields.integer("month", 1, 12));
  range.day = static_cast<int>(fields.integer("day", 1, 30));
  range.days = static_cast<int>(fields.integer_or("days", 1, 1, longest_lunar_range));
  range.before = static_cast<int>(fields.integer_or("before", 0, 0, longest_lunar_range));
  return range;
}

}  // namespace

YearlyRange read_yearly(Fields& fields) {
  return {fields.word("from", parse_month_day), fields.word("until", parse_month_day)};
}

Json yearly_json(const YearlyRange& range) {
  return {{"from", month_day_text(range.from)}, {"until", month_day_text(range.until)}};
}

Calendar read_calendar(Fields& fields) {
  Calendar calendar;
  calendar.id = fields.text("id", 40);
  calendar.name = fields.text("name", title_bytes);
  calendar.ranges = fields.objects_or_empty("ranges", most_ranges, read_range);
  calendar.yearly = fields.objects_or_empty("yearly", most_ranges, read_yearly);
  calendar.lunar = fields.objects_or_empty("lunar", most_ranges, read_lunar);
  return calendar;
}

Json calendar_json(const Calendar& calendar) {
  Json json{{"id", calendar.id},
            {"name", calendar.name},
            {"ranges", Json::array()},
            {"yearly", Json::array()},
            {"lunar", Json::array()}};
  for (const DayRange& range : calendar.ranges) {
    json["ranges"].push_back(
        {{"from", civil_day_text(range.from)}, {"until", civil_day_text(range.until)}});
  }
  for (const YearlyRange& range : calendar.yearly) {
    json["yearly"].push_back(yearly_json(range));
  }
  for (const LunarRange& range : calendar.lunar) {
    json["lunar"].push_back({{"month", range.month},
                             {"day", range.day},
                             {"days", range.days},
                             {"before", range.before}});
  }
  return json;
}

std::string calendar_to_json(const Calendar& calendar) {
  return json_text(calendar_json(calendar));
}

Parsed<Calendar> parse_calendar(std::string_view json) {
  Parsed<Calendar> parsed = read_json(json, read_calendar);
  if (!parsed) return parsed;
  std::vector<Problem> problems = check_calendar(*parsed.value);
  if (!problems.empty()) return problems;
  return parsed;
}

}  // namespace playlists
