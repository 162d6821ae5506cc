#include "playlists/programme/programme_json.h"

#include "playlists/calendar/civil_json.h"
#include "playlists/fields_json.h"

namespace playlists {
namespace {

When read_when(Fields& fields) {
  When when;
  when.frequency = fields.word("freq", parse_frequency);
  when.days = read_weekdays(fields, "days");
  when.times = fields.words_or_empty("times", 200, parse_civil_time);
  when.window = fields.object("window", read_window);
  when.from = read_day(fields, "from");
  when.until = read_day(fields, "until");
  return when;
}

Entry read_entry(Fields& fields) {
  Entry entry;
  entry.id = fields.id<EntryId>("id");
  entry.title = fields.text_or_empty("title", title_bytes);
  entry.item_class = fields.word("class", parse_class);
  entry.message = fields.id<MessageHash>("message");
  fields.require("when");
  entry.when = fields.object("when", read_when).value_or(When{});
  entry.repeat = static_cast<int>(fields.integer_or("repeat", 1, 1, 100));
  entry.volume_db = fields.number_or("volume_db", 0, -60, 12);
  entry.outputs = fields.words_or_empty("outputs", 2, parse_output_kind);
  entry.tags = fields.texts_or_empty("tags", 100, 100);
  entry.below = fields.boolean_or("below", true);
  if (fields.has("resume")) entry.resume = fields.word("resume", parse_resume);
  return entry;
}

Programme read_programme(Fields& fields) {
  Programme programme;
  programme.area = fields.id<AreaCode>("area");
  programme.version = fields.integer("version", 1, max_instant_ms);
  programme.issued = fields.instant("issued_ms");
  programme.zone = fields.text("zone", 64);
  programme.valid_until = fields.open_instant("valid_until_ms");
  fields.require("entries");
  programme.entries = fields.objects_or_empty("entries", 5000, read_entry);
  return programme;
}

Json when_json(const When& when) {
  Json json{{"freq", frequency_text(when.frequency)}};
  if (!when.days.empty()) json["days"] = weekdays_json(when.days);
  if (!when.times.empty()) json["times"] = Json::array();
  for (const CivilTime time : when.times) json["times"].push_back(civil_time_text(time));
  if (when.window) json["window"] = window_json(*when.window);
  if (when.from) json["from"] = civil_day_text(*when.from);
  if (when.until) json["until"] = civil_day_text(*when.until);
  return json;
}

Json entry_json(const Entry& entry) {
  Json json{{"id", entry.id.text()},
            {"title", entry.title},
            {"class", class_text(entry.item_class)},
            {"message", entry.message.text()},
            {"when", when_json(entry.when)},
            {"repeat", entry.repeat},
            {"volume_db", entry.volume_db},
            {"outputs", Json::array()}};
  for (const OutputKind kind : entry.outputs) json["outputs"].push_back(output_kind_text(kind));
  json["tags"] = entry.tags;
  json["below"] = entry.below;
  json["resume"] = resume_text(entry.resume);
  return json;
}

}  // namespace

std::string programme_to_json(const Programme& programme) {
  Json json{{"v", 1},
            {"area", programme.area.text()},
            {"version", programme.version},
            {"issued_ms", to_ms(programme.issued)},
            {"zone", programme.zone},
            {"valid_until_ms", open_ms(programme.valid_until)},
            {"entries", Json::array()}};
  for (const Entry& entry : programme.entries) json["entries"].push_back(entry_json(entry));
  return json_text(json);
}

Parsed<Programme> parse_programme(std::string_view json) {
  Parsed<Programme> parsed = read_document(json, read_programme);
  if (!parsed) return parsed;
  std::vector<Problem> problems = check_programme(*parsed.value);
  if (!problems.empty()) return problems;
  return parsed;
}

std::string entry_to_json(const Entry& entry) {
  return json_text(entry_json(entry));
}

Parsed<Entry> parse_entry(std::string_view json) {
  Parsed<Entry> parsed = read_json(json, read_entry);
  if (!parsed) return parsed;
  std::vector<Problem> problems = check_entry(*parsed.value);
  if (!problems.empty()) return problems;
  return parsed;
}

}  // namespace playlists
