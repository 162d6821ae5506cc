#include "playlists/calendar/daypart_json.h"

#include "playlists/calendar/civil_json.h"

namespace playlists {
namespace {

constexpr std::size_t most_exceptions = 100;

DaypartException read_exception(Fields& fields) {
  DaypartException exception;
  exception.days = read_weekdays(fields, "days");
  exception.calendar = fields.text_or_empty("calendar", 40);
  fields.require("windows");  // a forgotten list must not silence a day
  exception.windows = read_windows(fields, "windows");
  return exception;
}

Json exception_json(const DaypartException& exception) {
  Json json = Json::object();
  if (exception.calendar.empty()) {
    json["days"] = weekdays_json(exception.days);
  } else {
    json["calendar"] = exception.calendar;
  }
  json["windows"] = windows_json(exception.windows);
  return json;
}

}  // namespace

Daypart read_daypart(Fields& fields) {
  Daypart daypart;
  daypart.id = fields.text("id", 40);
  daypart.name = fields.text("name", title_bytes);
  daypart.windows = read_windows(fields, "windows");
  daypart.exceptions = fields.objects_or_empty("exceptions", most_exceptions, read_exception);
  return daypart;
}

Json daypart_json(const Daypart& daypart) {
  Json json{{"id", daypart.id},
            {"name", daypart.name},
            {"windows", windows_json(daypart.windows)},
            {"exceptions", Json::array()}};
  for (const DaypartException& exception : daypart.exceptions) {
    json["exceptions"].push_back(exception_json(exception));
  }
  return json;
}

std::string daypart_to_json(const Daypart& daypart) {
  return json_text(daypart_json(daypart));
}

Parsed<Daypart> parse_daypart(std::string_view json) {
  Parsed<Daypart> parsed = read_json(json, read_daypart);
  if (!parsed) return parsed;
  std::vector<Problem> problems = check_daypart(*parsed.value);
  if (!problems.empty()) return problems;
  return parsed;
}

}  // namespace playlists
