#include "playlists/orders/order_json.h"

#include <algorithm>

#include "playlists/fields_json.h"
#include "playlists/messages/card_json.h"

namespace playlists {
namespace {

constexpr std::int64_t longest_speech_ms = 900 * 400;  // most_bundles of 400 ms

Json texts_json(const std::vector<AreaCode>& areas) {
  Json json = Json::array();
  for (const AreaCode& area : areas) json.push_back(area.text());
  return json;
}

Json outputs_json(const std::vector<OutputKind>& outputs) {
  Json json = Json::array();
  for (const OutputKind kind : outputs) json.push_back(output_kind_text(kind));
  return json;
}

Json stops_json(const Order& order) {
  if (order.stops_all) return Json::array({"*"});
  Json json = Json::array();
  for (const OrderId& id : order.stops) json.push_back(id.text());
  return json;
}

Json speech_json(const Speech& speech) {
  return {{"codec", speech.codec},
          {"rate", speech.rate},
          {"channels", speech.channels},
          {"bundle_ms", speech.bundle.count()},
          {"duration_ms", speech.duration.count()},
          {"bundles", speech.bundles}};
}

Speech read_speech(Fields& fields) {
  Speech speech;
  speech.codec = fields.text("codec", 20);
  if (speech.codec != "opus")
    fields.refuse("codec", "bad_value", "chỉ hỗ trợ opus", "must be opus");
  speech.rate = static_cast<int>(fields.integer("rate", 8000, 48'000));
  speech.channels = static_cast<int>(fields.integer("channels", 1, 2));
  speech.bundle = fields.duration("bundle_ms", 20, 2000);
  speech.duration = fields.duration("duration_ms", 1, longest_speech_ms);
  speech.bundles = fields.texts_or_empty("bundles", most_bundles, 43);
  const bool good = std::all_of(speech.bundles.begin(), speech.bundles.end(), is_thumbprint);
  if (!good || speech.bundles.empty()) {
    fields.refuse("bundles", "bad_value", "cần danh sách SHA-256 dạng base64url",
                  "must list SHA-256 hashes in base64url");
  }
  return speech;
}

void read_stops(Fields& fields, Order& order) {
  for (const std::string& written : fields.texts_or_empty("stops", 1000, 36)) {
    const std::optional<OrderId> id = OrderId::parse(written);
    if (written == "*") {
      order.stops_all = true;
    } else if (id) {
      order.stops.push_back(*id);
    } else {
      fields.refuse("stops", "bad_value", "cần mã lệnh hoặc “*”", "must hold order ids or “*”");
    }
  }
  if (order.stops_all == order.stops.empty()) return;
  fields.refuse("stops", "bad_value", "cần mã lệnh, hoặc chỉ “*”",
                "must hold order ids, or “*” alone");
}

void read_announce(Fields& fields, Order& order) {
  order.item_class = fields.word("class", parse_class);
  order.title = fields.text("title", title_bytes);
  order.lang = fields.text("lang", 35);
  if (!is_language(order.lang))
    fields.refuse("lang", "bad_value", "mã ngôn ngữ không hợp lệ", "is not a language code");
  order.text = fields.text("text", text_bytes);
  if (order.text.empty()) fields.refuse("text", "bad_value", "trống", "is empty");
  order.card = fields.object("card", read_card);
  order.speech = fields.object("speech", read_speech);
  order.chime = fields.boolean_or("chime", false);
  if (!order.card && !order.speech && !order.chime) {
    fields.refuse("speech", "missing", "lệnh không có gì để phát",
                  "nothing to play: neither speech, card nor chime");
  }
  order.repeat = static_cast<int>(fields.integer_or("repeat", 1, 1, 20));
  order.volume_db = fields.number_or("volume_db", 0, -60, 12);
  order.not_before = fields.instant_or_zero("not_before_ms");
  order.start_window = fields.duration("start_window_ms", 1, longest_start_window.count());
}

Order read_order(Fields& fields) {
  Order order;
  order.id = fields.id<OrderId>("id");
  order.issued = fields.instant("issued_ms");
  order.kind = fields.word("kind", parse_order_kind);
  order.areas = fields.ids_or_empty<AreaCode>("areas", 1000);
  if (order.areas.empty())
    fields.refuse("areas", "missing", "cần ít nhất một địa bàn", "needs at least one area");
  order.below = fields.boolean_or("below", true);
  order.outputs = fields.words_or_empty("outputs", 2, parse_output_kind);
  order.tags = fields.texts_or_empty("tags", 100, 100);
  order.expires = fields.instant("expires_ms");
  if (order.kind == OrderKind::Announce) read_announce(fields, order);
  if (order.kind == OrderKind::Stop) {
    order.title = fields.text_or_empty("title", title_bytes);
    read_stops(fields, order);
  }
  if (order.expires <= earliest_start(order)) {
    fields.refuse("expires_ms", "bad_value", "phải sau lúc bắt đầu",
                  "must be after its earliest start");
  }
  return order;
}

void add_content(const Order& order, Json& json) {
  if (order.card) json["card"] = card_json(*order.card);
  if (order.speech) json["speech"] = speech_json(*order.speech);
  json["chime"] = order.chime;
  json["repeat"] = order.repeat;
  json["volume_db"] = order.volume_db;
  json["not_before_ms"] = to_ms(order.not_before);
  json["start_window_ms"] = order.start_window.count();
}

}  // namespace

std::string order_to_json(const Order& order) {
  const bool stop = order.kind == OrderKind::Stop;
  Json json{{"v", 1},
            {"id", order.id.text()},
            {"issued_ms", to_ms(order.issued)},
            {"kind", order_kind_text(order.kind)}};
  if (!stop) json["class"] = class_text(order.item_class);
  json["title"] = order.title;
  if (!stop) {
    json["lang"] = order.lang;
    json["text"] = order.text;
  }
  json["areas"] = texts_json(order.areas);
  json["below"] = order.below;
  json["outputs"] = outputs_json(order.outputs);
  json["tags"] = order.tags;
  if (stop) json["stops"] = stops_json(order);
  if (!stop) add_content(order, json);
  json["expires_ms"] = to_ms(order.expires);
  return json_text(json);
}

Parsed<Order> parse_order(std::string_view json) {
  return read_document(json, read_order);
}

}  // namespace playlists
