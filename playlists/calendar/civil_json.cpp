#include "playlists/calendar/civil_json.h"

namespace playlists {

std::optional<CivilDay> read_day(Fields& fields, const char* name) {
  const std::string written = fields.text_or_empty(name, 10);
  const std::optional<CivilDay> day = parse_civil_day(written);
  if (!day && !written.empty()) {
    fields.refuse(name, "bad_value", "ngày không hợp lệ (NNNN-TT-NN)", "is not a day (YYYY-MM-DD)");
  }
  return day;
}

std::vector<std::chrono::weekday> read_weekdays(Fields& fields, const char* name) {
  return fields.words_or_empty(name, 7, parse_weekday);
}

Json weekdays_json(const std::vector<std::chrono::weekday>& days) {
  Json json = Json::array();
  for (const std::chrono::weekday day : days) json.push_back(weekday_text(day));
  return json;
}

CivilWindow read_window(Fields& fields) {
  return {fields.word("start", parse_civil_time), fields.word("end", parse_civil_time)};
}

Json window_json(const CivilWindow& window) {
  return {{"start", civil_time_text(window.start)}, {"end", civil_time_text(window.end)}};
}

std::vector<CivilWindow> read_windows(Fields& fields, const char* name) {
  constexpr std::size_t most_windows = 100;
  return fields.objects_or_empty(name, most_windows, read_window);
}

Json windows_json(const std::vector<CivilWindow>& windows) {
  Json json = Json::array();
  for (const CivilWindow& window : windows) json.push_back(window_json(window));
  return json;
}

}  // namespace playlists
