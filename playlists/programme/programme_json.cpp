#include "playlists/programme/programme_json.h"

#include "playlists/calendar/civil_json.h"
#include "playlists/fields_json.h"

namespace playlists {
namespace {

std::optional<Except> parse_except(std::string_view text) {
  if (const auto start = parse_local_start(text)) {
    const auto day = std::chrono::floor<std::chrono::days>(*start);
    return Except{CivilDay{day}, *start - day};
  }
  const auto day = parse_civil_day(text);
  return day ? std::optional{Except{*day, std::nullopt}} : std::nullopt;
}

Share read_share(Fields& fields) {
  return {static_cast<int>(fields.integer_or("plays", 0, 0, 60)),
          static_cast<int>(fields.integer_or("percent", 0, 0, 100))};
}

When read_when(Fields& fields) {
  When when;
  when.rule = fields.text_or_empty("rule", 1000);
  when.times = fields.words_or_empty("times", 200, parse_civil_time);
  when.window = fields.object("window", read_window);
  when.daypart = fields.text_or_empty("daypart", 40);
  when.every = std::chrono::seconds{fields.integer_or("every_s", 0, 0, 86'400)};
  when.most = static_cast<int>(fields.integer_or("most", 0, 0, 1440));
  when.share = fields.object("share", read_share);
  when.from = read_day(fields, "from");
  when.until = read_day(fields, "until");
  when.except = fields.words_or_empty("except", 1000, parse_except);
  when.also = fields.words_or_empty("also", 1000, parse_local_start);
  when.only = fields.texts_or_empty("only", 20, 40);
  when.never = fields.texts_or_empty("never", 20, 40);
  return when;
}

Selector read_selector(Fields& fields) {
  Selector selector;
  selector.areas = fields.ids_or_empty<AreaCode>("areas", 500);
  selector.below = fields.boolean_or("below", true);
  selector.sites = fields.ids_or_empty<SiteId>("sites", 500);
  selector.profiles = fields.texts_or_empty("profiles", 100, 100);
  selector.tags = fields.texts_or_empty("tags", 100, 100);
  return selector;
}

Target read_target(Fields& fields) {
  return {fields.objects_or_empty("include", 100, read_selector),
          fields.objects_or_empty("exclude", 100, read_selector)};
}

CutFrom read_cut_from(Fields& fields) {
  return {fields.id<EntryId>("entry"), fields.word("start", parse_local_start),
          fields.boolean_or("following", false)};
}

std::optional<bool> parse_cycle_one(std::string_view text) {
  if (text == "all") return false;
  return text == "one" ? std::optional{true} : std::nullopt;
}

Entry read_entry(Fields& fields) {
  Entry entry;
  entry.id = fields.id<EntryId>("id");
  entry.title = fields.text_or_empty("title", title_bytes);
  entry.item_class = fields.word("class", parse_class);
  entry.messages = fields.ids_or_empty<MessageHash>("messages", 200);
  if (fields.has("cycle")) entry.cycle_one = fields.word("cycle", parse_cycle_one);
  fields.require("when");
  entry.when = fields.object("when", read_when).value_or(When{});
  entry.repeat = static_cast<int>(fields.integer_or("repeat", 1, 1, 100));
  entry.volume_db = fields.number_or("volume_db", 0, -60, 12);
  entry.outputs = fields.words_or_empty("outputs", 2, parse_output_kind);
  entry.where = fields.object("where", read_target).value_or(Target{});
  if (fields.has("start")) entry.start = fields.word("start", parse_start_mode);
  entry.late = std::chrono::seconds{fields.integer_or("late_s", default_late.count(), 0, 86'400)};
  if (fields.has("lose")) entry.lose = fields.word("lose", parse_lose);
  if (fields.has("postpone_to")) entry.postpone_to = fields.word("postpone_to", parse_civil_time);
  entry.beyond = fields.texts_or_empty("beyond", 100, 40);
  entry.cut_from = fields.object("cut_from", read_cut_from);
  return entry;
}

OfflineContract read_offline(Fields& fields) {
  return {static_cast<int>(fields.integer_or("days", 0, 0, 3650)),
          fields.id_or_none<MessageHash>("filler")};
}

Programme read_programme(Fields& fields) {
  Programme programme;
  programme.area = fields.id<AreaCode>("area");
  programme.version = fields.integer("version", 1, max_instant_ms);
  programme.issued = fields.instant("issued_ms");
  programme.zone = fields.text("zone", 64);
  programme.zone_data = fields.text_or_empty("zone_data", 40);
  programme.valid_from = fields.instant_or_zero("valid_from_ms");
  programme.valid_until = fields.open_instant("valid_until_ms");
  programme.offline = fields.object("offline", read_offline).value_or(OfflineContract{});
  fields.require("entries");
  programme.entries = fields.objects_or_empty("entries", 5000, read_entry);
  return programme;
}

template <class T, class Text>
void put_list(Json& json, const char* name, const std::vector<T>& values, Text text) {
  if (values.empty()) return;
  Json& list = json[name] = Json::array();
  for (const T& value : values) list.push_back(text(value));
}

Json as_is(const std::string& text) {
  return text;
}

template <class Id>
Json id_text(const Id& id) {
  return id.text();
}

std::string except_text(const Except& except) {
  if (!except.time) return civil_day_text(except.day);
  return local_start_text(LocalSeconds{std::chrono::local_days{except.day}} + *except.time);
}

Json share_json(const Share& share) {
  return share.plays > 0 ? Json{{"plays", share.plays}} : Json{{"percent", share.percent}};
}

Json when_json(const When& when) {
  Json json = Json::object();
  if (!when.rule.empty()) json["rule"] = when.rule;
  put_list(json, "times", when.times, civil_time_text);
  if (when.window) {
    json["window"] = {{"start", civil_time_text(when.window->start)},
                      {"end", civil_time_text(when.window->end)}};
  }
  if (!when.daypart.empty()) json["daypart"] = when.daypart;
  if (when.every.count() > 0) json["every_s"] = when.every.count();
  if (when.most > 0) json["most"] = when.most;
  if (when.share) json["share"] = share_json(*when.share);
  if (when.from) json["from"] = civil_day_text(*when.from);
  if (when.until) json["until"] = civil_day_text(*when.until);
  put_list(json, "except", when.except, except_text);
  put_list(json, "also", when.also, local_start_text);
  put_list(json, "only", when.only, as_is);
  put_list(json, "never", when.never, as_is);
  return json;
}

Json selector_json(const Selector& selector) {
  Json json = Json::object();
  put_list(json, "areas", selector.areas, id_text<AreaCode>);
  if (!selector.below) json["below"] = false;
  put_list(json, "sites", selector.sites, id_text<SiteId>);
  put_list(json, "profiles", selector.profiles, as_is);
  put_list(json, "tags", selector.tags, as_is);
  return json;
}

Json target_json(const Target& target) {
  Json json = Json::object();
  put_list(json, "include", target.include, selector_json);
  put_list(json, "exclude", target.exclude, selector_json);
  return json;
}

Json entry_json(const Entry& entry) {
  Json json{
      {"id", entry.id.text()}, {"title", entry.title}, {"class", class_text(entry.item_class)}};
  put_list(json, "messages", entry.messages, id_text<MessageHash>);
  if (entry.cycle_one) json["cycle"] = "one";
  json["when"] = when_json(entry.when);
  json["repeat"] = entry.repeat;
  json["volume_db"] = entry.volume_db;
  json["outputs"] = Json::array();
  for (const OutputKind kind : entry.outputs) json["outputs"].push_back(output_kind_text(kind));
  if (entry.where != Target{}) json["where"] = target_json(entry.where);
  json["start"] = start_mode_text(entry.start);
  json["late_s"] = entry.late.count();
  json["lose"] = lose_text(entry.lose);
  if (entry.postpone_to) json["postpone_to"] = civil_time_text(*entry.postpone_to);
  put_list(json, "beyond", entry.beyond, as_is);
  if (entry.cut_from) {
    json["cut_from"] = {{"entry", entry.cut_from->entry.text()},
                        {"start", local_start_text(entry.cut_from->start)},
                        {"following", entry.cut_from->following}};
  }
  return json;
}

}  // namespace

std::string programme_to_json(const Programme& programme) {
  Json json{{"v", 1},
            {"area", programme.area.text()},
            {"version", programme.version},
            {"issued_ms", to_ms(programme.issued)},
            {"zone", programme.zone},
            {"zone_data", programme.zone_data},
            {"valid_from_ms", to_ms(programme.valid_from)},
            {"valid_until_ms", open_ms(programme.valid_until)}};
  if (programme.offline != OfflineContract{}) {
    json["offline"] = {{"days", programme.offline.days},
                       {"filler", programme.offline.filler.text()}};
  }
  json["entries"] = Json::array();
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
