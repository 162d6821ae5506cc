#include "playlists/orders/play_json.h"

#include "playlists/fields_json.h"

namespace playlists {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Json level_json(const std::optional<double>& level) {
  return level ? Json(*level) : Json(nullptr);
}

Json item_json(const ItemRef& item) {
  return {{"kind", item_kind_text(item.kind)},
          {"id", item.id},
          {"area", item.area.text()},
          {"programme", item.programme},
          {"message", item.message.text()},
          {"title", item.title},
          {"class", class_text(item.item_class)}};
}

ItemRef read_item(Fields& fields) {
  ItemRef item;
  item.kind = fields.word("kind", parse_item_kind);
  item.id = fields.text("id", 36);
  if (!is_uuid7(item.id)) fields.refuse("id", "bad_value", "không phải UUIDv7", "is not a UUIDv7");
  item.area = fields.id_or_none<AreaCode>("area");
  item.programme = fields.integer_or("programme", 0, 0, largest);
  item.message = fields.id_or_none<MessageHash>("message");
  item.title = fields.text_or_empty("title", title_bytes);
  item.item_class = fields.word("class", parse_class);
  return item;
}

std::uint64_t count(Fields& fields, const char* name, std::int64_t least) {
  return static_cast<std::uint64_t>(fields.integer(name, least, largest));
}

// `outcome` and `reason` may be empty: an open play has neither.
template <class Parse>
auto word_or_empty(Fields& fields, const char* name, Parse parse) {
  const std::string written = fields.text_or_empty(name, 64);
  const auto value = parse(written);
  if (!value) fields.refuse(name, "bad_value", "giá trị không hợp lệ", "is not a valid value");
  return value.value_or(typename decltype(value)::value_type{});
}

PlayRecord read_record(Fields& fields) {
  PlayRecord record;
  record.seq = count(fields, "seq", 1);
  record.prev = fields.id<MessageHash>("prev").text();
  record.boot = count(fields, "boot", 0);
  record.output = fields.word("output", parse_output_kind);
  fields.require("item");
  record.item = fields.object("item", read_item).value_or(ItemRef{});
  record.start = fields.instant("start_ms");
  record.end = fields.instant("end_ms");
  record.clock = fields.word("clock", parse_clock_state);
  record.start_mono_ns = fields.integer("start_mono_ns", 0, largest);
  record.amount = count(fields, "amount", 0);
  record.level_dbfs = fields.maybe_number("level_dbfs");
  record.peak_dbfs = fields.maybe_number("peak_dbfs");
  record.outcome = word_or_empty(fields, "outcome", parse_outcome);
  record.reason = word_or_empty(fields, "reason", parse_play_reason);
  return record;
}

Plays read_plays(Fields& fields) {
  Plays plays;
  plays.device = fields.id<DeviceId>("device");
  plays.chain = fields.id<ChainId>("chain");
  fields.require("records");
  plays.records = fields.texts_or_empty("records", most_plays, text_bytes);
  return plays;
}

}  // namespace

std::string play_record_to_json(const PlayRecord& record) {
  return json_text({{"seq", record.seq},
                    {"prev", record.prev},
                    {"boot", record.boot},
                    {"output", output_kind_text(record.output)},
                    {"item", item_json(record.item)},
                    {"start_ms", to_ms(record.start)},
                    {"end_ms", to_ms(record.end)},
                    {"clock", clock_state_text(record.clock)},
                    {"start_mono_ns", record.start_mono_ns},
                    {"amount", record.amount},
                    {"level_dbfs", level_json(record.level_dbfs)},
                    {"peak_dbfs", level_json(record.peak_dbfs)},
                    {"outcome", outcome_text(record.outcome)},
                    {"reason", play_reason_text(record.reason)}});
}

Parsed<PlayRecord> parse_play_record(std::string_view json) {
  return read_json(json, read_record);
}

std::string plays_to_json(const Plays& plays) {
  return json_text({{"v", 1},
                    {"device", plays.device.text()},
                    {"chain", plays.chain.text()},
                    {"records", plays.records}});
}

Parsed<Plays> parse_plays(std::string_view json) {
  return read_document(json, read_plays);
}
std::string item_to_json(const ItemRef& item) {
  return json_text(item_json(item));
}
Parsed<ItemRef> parse_item(std::string_view json) {
  return read_json(json, read_item);
}

}  // namespace playlists
