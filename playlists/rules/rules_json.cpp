#include "playlists/rules/rules_json.h"

#include "playlists/calendar/civil_json.h"
#include "playlists/fields_json.h"

namespace playlists {
namespace {

constexpr std::size_t most_rules = 200;
constexpr std::size_t most_names = 20;
constexpr std::size_t id_bytes = 40;

Hours read_hours(Fields& fields) {
  Hours hours;
  hours.days = read_weekdays(fields, "days");
  hours.season = fields.object("season", read_yearly);
  hours.from = read_day(fields, "from");
  hours.until = read_day(fields, "until");
  hours.only = fields.texts_or_empty("only", most_names, id_bytes);
  hours.never = fields.texts_or_empty("never", most_names, id_bytes);
  hours.windows = read_windows(fields, "windows");
  return hours;
}

Json hours_json(const Hours& hours) {
  Json json = Json::object();
  if (!hours.days.empty()) json["days"] = weekdays_json(hours.days);
  if (hours.season) json["season"] = yearly_json(*hours.season);
  if (hours.from) json["from"] = civil_day_text(*hours.from);
  if (hours.until) json["until"] = civil_day_text(*hours.until);
  if (!hours.only.empty()) json["only"] = hours.only;
  if (!hours.never.empty()) json["never"] = hours.never;
  if (!hours.windows.empty()) json["windows"] = windows_json(hours.windows);
  return json;
}

Law read_law(Fields& fields) {
  Law law;
  law.id = fields.text("id", id_bytes);
  law.name = fields.text_or_empty("name", title_bytes);
  law.kind = fields.word("kind", parse_law_kind);
  law.outputs = fields.words_or_empty("outputs", 2, parse_output_kind);
  law.hours = fields.object("hours", read_hours).value_or(Hours{});
  law.sessions_day = static_cast<int>(fields.integer_or("sessions_day", 0, 0, 1000));
  law.minutes_session = std::chrono::minutes{fields.integer_or("minutes_session", 0, 0, 1440)};
  law.minutes_day = std::chrono::minutes{fields.integer_or("minutes_day", 0, 0, 1440)};
  law.gap = std::chrono::seconds{fields.integer_or("gap_s", 300, 0, 86'400)};
  law.below = fields.boolean_or("below", false);
  law.volume_db = fields.number_or("volume_db", 0, -60, 12);
  return law;
}

Json outputs_json(const std::vector<OutputKind>& outputs) {
  Json json = Json::array();
  for (const OutputKind kind : outputs) json.push_back(output_kind_text(kind));
  return json;
}

Json law_json(const Law& law) {
  Json json{{"id", law.id}, {"name", law.name}, {"kind", law_kind_text(law.kind)}};
  if (!law.outputs.empty()) json["outputs"] = outputs_json(law.outputs);
  json["hours"] = hours_json(law.hours);
  if (law.kind == LawKind::Budget) {
    json["sessions_day"] = law.sessions_day;
    json["minutes_session"] = law.minutes_session.count();
    json["minutes_day"] = law.minutes_day.count();
    json["gap_s"] = law.gap.count();
    json["below"] = law.below;
  }
  if (law.kind == LawKind::Cap) json["volume_db"] = law.volume_db;
  return json;
}

Reservation read_reservation(Fields& fields) {
  return {fields.text("id", id_bytes), fields.text_or_empty("name", title_bytes),
          fields.words_or_empty("outputs", 2, parse_output_kind),
          fields.object("hours", read_hours).value_or(Hours{})};
}

Delegation read_delegation(Fields& fields) {
  return {fields.text("id", id_bytes), fields.ids_or_empty<AreaCode>("areas", 1000),
          fields.word("highest_class", parse_class),
          fields.object("hours", read_hours).value_or(Hours{})};
}

LanguageOrder read_languages(Fields& fields) {
  return {fields.texts_or_empty("order", most_names, 35), fields.boolean_or("all", false)};
}

Rules read_rules(Fields& fields) {
  Rules rules;
  rules.area = fields.id<AreaCode>("area");
  rules.version = fields.integer("version", 1, max_instant_ms);
  rules.issued = fields.instant("issued_ms");
  rules.zone = fields.text("zone", 64);
  rules.calendars = fields.objects_or_empty("calendars", most_rules, read_calendar);
  rules.dayparts = fields.objects_or_empty("dayparts", most_rules, read_daypart);
  rules.laws = fields.objects_or_empty("laws", most_rules, read_law);
  rules.reservations = fields.objects_or_empty("reservations", most_rules, read_reservation);
  rules.delegations = fields.objects_or_empty("delegations", most_rules, read_delegation);
  if (fields.has("priority_order")) {
    rules.priority_order = fields.word("priority_order", parse_priority_order);
  }
  rules.languages = fields.object("languages", read_languages).value_or(LanguageOrder{});
  return rules;
}

}  // namespace

std::string rules_to_json(const Rules& rules) {
  Json json{{"v", 1},
            {"area", rules.area.text()},
            {"version", rules.version},
            {"issued_ms", to_ms(rules.issued)},
            {"zone", rules.zone},
            {"calendars", Json::array()},
            {"dayparts", Json::array()},
            {"laws", Json::array()},
            {"reservations", Json::array()},
            {"delegations", Json::array()}};
  for (const Calendar& one : rules.calendars) json["calendars"].push_back(calendar_json(one));
  for (const Daypart& one : rules.dayparts) json["dayparts"].push_back(daypart_json(one));
  for (const Law& law : rules.laws) json["laws"].push_back(law_json(law));
  for (const Reservation& one : rules.reservations) {
    Json reservation{{"id", one.id}, {"name", one.name}};
    if (!one.outputs.empty()) reservation["outputs"] = outputs_json(one.outputs);
    reservation["hours"] = hours_json(one.hours);
    json["reservations"].push_back(std::move(reservation));
  }
  for (const Delegation& one : rules.delegations) {
    Json delegation{{"id", one.id}, {"areas", Json::array()}};
    for (const AreaCode& area : one.areas) delegation["areas"].push_back(area.text());
    delegation["highest_class"] = class_text(one.highest);
    delegation["hours"] = hours_json(one.hours);
    json["delegations"].push_back(std::move(delegation));
  }
  if (rules.priority_order != PriorityOrder::Unknown) {
    json["priority_order"] = priority_order_text(rules.priority_order);
  }
  if (!rules.languages.order.empty()) {
    json["languages"] = {{"order", rules.languages.order}, {"all", rules.languages.all}};
  }
  return json_text(json);
}

Parsed<Rules> parse_rules(std::string_view json) {
  Parsed<Rules> parsed = read_document(json, read_rules);
  if (!parsed) return parsed;
  std::vector<Problem> problems = check_rules(*parsed.value);
  std::erase_if(problems, [](const Problem& one) { return one.code == "unknown_calendar"; });
  if (!problems.empty()) return problems;
  return parsed;
}

}  // namespace playlists
