#include <algorithm>

#include "playlists/ids.h"
#include "web/server/asks_json.h"
#include "web/server/fields_json.h"

namespace web {

namespace api = controller::api;

namespace {

constexpr std::size_t max_areas = 500;
constexpr std::size_t most_watched = 1000;
constexpr std::size_t most_looked_at = 100;  // more than any screen shows

api::Instant instant(Fields& fields, const char* name) {
  return api::Instant{api::Millis{fields.integer_or(name, 0, {0, 253'402'300'799'999})}};
}

api::Site site(Fields& fields) {
  return {fields.text("id", {1, 80}), fields.text("name", {1, 200})};
}

void read_site(Fields& fields, std::optional<api::Site>& into) {
  fields.object("site", [&](Fields& inner) { into = site(inner); });
}

std::vector<std::string> device_ids(Fields& fields, const char* name, std::size_t most) {
  auto ids = fields.texts(name, most, {1, 40});
  if (!std::ranges::all_of(ids, playlists::is_device_id)) {
    fields.wrong(name, "bad_id", "Đây không phải mã thiết bị.", "This is no device id.");
  }
  return ids;
}

api::Card card(Fields& fields) {
  api::Card card;
  card.template_name = fields.word("template", {"install-card", "notice", "emergency"});
  card.title = fields.text("title", {0, 200});
  card.lines = fields.texts("lines", 20, {0, 500});
  card.steps = fields.texts("steps", 20, {0, 500});
  card.url = fields.text_or("url", "", {0, 500});
  card.footer = fields.text_or("footer", "", {0, 200});
  return card;
}

api::Variant variant(Fields& fields) {
  api::Variant variant;
  variant.lang = fields.text("lang", {2, 35});
  variant.speech = fields.text_or("speech", "", {0, 5000});
  fields.object("card", [&](Fields& inner) { variant.card = card(inner); });
  return variant;
}

std::vector<std::string> areas(Fields& fields) {
  auto list = fields.texts("areas", max_areas, {1, 40});
  if (list.empty()) {
    fields.wrong("areas", "missing", "Chọn ít nhất một địa bàn.", "Choose at least one area.");
  }
  return list;
}

void read_announcement(Fields& fields, api::OrderAsk& ask) {
  ask.cls = fields.word("class", {"priority", "emergency"});
  ask.title = fields.text("title", {1, 200});
  ask.text = fields.text_or("text", "", {0, 5000});
  ask.clip = fields.text_or("clip", "", {64, 64});
  if (ask.text.empty() && ask.clip.empty() && !fields.has("card")) {
    fields.wrong("text", "missing", "Cần có lời đọc, clip hoặc thẻ.",
                 "A text, a clip or a card is needed.");
  }
  fields.object("card", [&](Fields& inner) { ask.card = card(inner); });
  ask.speech = fields.flag_or("speech", true);
  ask.chime = fields.flag_or("chime", true);
  ask.repeat = static_cast<int>(fields.integer_or("repeat", 1, {1, 20}));
  ask.volume_db = fields.number_or("volume_db", 0, {-60, 20});
}

void read_stop(Fields& fields, api::OrderAsk& ask) {
  ask.title = fields.text_or("title", "");
  ask.stops = fields.texts("stops", 200, {1, 40});
  if (ask.stops.empty()) {
    fields.wrong("stops", "missing", "Cần nói dừng lệnh nào (hoặc *).",
                 "Say which orders to stop (or *).");
  }
}

}  // namespace

api::TokenAsk parse_token_ask(std::string_view body) {
  api::TokenAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.id = fields.text("id", {3, 40});
    ask.name = fields.text("name", {1, 100});
    ask.area = fields.text("area", {1, 40});
    ask.profile = fields.text("profile", {1, 40});
    std::optional<api::Site> place;
    read_site(fields, place);
    if (!place) fields.wrong("site", "missing", "Thiếu điểm.", "The site is missing.");
    ask.site = place.value_or(api::Site{});
    ask.tags = fields.texts("tags", 50, {1, 40});
    ask.zone = fields.text_or("zone", "", {0, 60});
    ask.addresses = fields.texts("addresses", 8, {9, 200});
    for (const auto& address : ask.addresses) {
      if (address.starts_with("https://") || address.starts_with("tls://")) continue;
      fields.wrong("addresses", "bad_address", "Địa chỉ phải bắt đầu bằng https:// hoặc tls://",
                   "Addresses begin with https:// or tls://");
    }
  });
  return ask;
}

api::PlacementChange parse_placement_change(std::string_view body) {
  api::PlacementChange change;
  read_object(body, [&](Fields& fields) {
    change.name = fields.text_if("name", {1, 100});
    read_site(fields, change.site);
    change.area = fields.text_if("area", {1, 40});
    change.profile = fields.text_if("profile", {1, 40});
    if (fields.has("tags")) change.tags = fields.texts("tags", 50, {1, 40});
    change.zone = fields.text_if("zone", {1, 60});
  });
  return change;
}

api::MessageAsk parse_message_ask(std::string_view body) {
  api::MessageAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.kind = fields.word("kind", {"clip", "install-card", "notice", "emergency"});
    ask.title = fields.text("title", {1, 200});
    fields.objects("variants", 20, [&](Fields& one) { ask.variants.push_back(variant(one)); });
    ask.clip = fields.text_or("clip", "", {64, 64});
    ask.duration = api::Millis{fields.integer_or("duration_ms", 0, {0, 3'600'000})};
    ask.highest_class =
        fields.word("highest_class", {"background", "routine", "priority", "emergency"});
    ask.areas = areas(fields);
    ask.valid_from = instant(fields, "valid_from_ms");
    ask.valid_until = instant(fields, "valid_until_ms");
  });
  return ask;
}

api::OrderAsk parse_order_ask(std::string_view body) {
  api::OrderAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.kind = fields.word("kind", {"announce", "stop"});
    ask.areas = areas(fields);
    ask.below = fields.flag_or("below", true);
    ask.lang = fields.text_or("lang", "vi", {2, 35});
    ask.outputs = fields.texts("outputs", 2, {1, 10});
    ask.tags = fields.texts("tags", 50, {1, 40});
    if (ask.kind == "announce") read_announcement(fields, ask);
    if (ask.kind == "stop") read_stop(fields, ask);
    ask.not_before = instant(fields, "not_before_ms");
    ask.start_window = api::Millis{fields.integer_or("start_window_ms", 0, {0, 600'000})};
    ask.expires = instant(fields, "expires_ms");
  });
  return ask;
}

api::DraftChange parse_draft_change(std::string_view body) {
  api::DraftChange change;
  read_object(body, [&](Fields& fields) {
    change.entries = fields.array_text("entries", 1000);
    change.valid_from = instant(fields, "valid_from_ms");
    change.valid_until = instant(fields, "valid_until_ms");
    fields.object("offline", [&](Fields& one) {
      change.offline.days = static_cast<int>(one.integer_or("days", 0, {0, 3650}));
      change.offline.filler = one.text_or("filler", "", {0, 64});
    });
  });
  return change;
}

NextAsk parse_next_ask(std::string_view body) {
  NextAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.entry = fields.object_text("entry");
    ask.from = instant(fields, "from_ms");
    ask.each = static_cast<int>(fields.integer_or("each", 1, {1, 10}));
  });
  return ask;
}

PushAsk parse_push_ask(std::string_view body) {
  PushAsk push;
  api::WatchAsk& ask = push.watch;
  read_object(body, [&](Fields& fields) {
    fields.word("subscribe", {"now"});
    ask.area = fields.text_or("area", "", {0, 40});
    ask.levels = device_ids(fields, "levels", most_looked_at);
    ask.pictures = device_ids(fields, "pictures", most_looked_at);
    const auto ids = device_ids(fields, "ids", most_watched);
    ask.ids = {ids.begin(), ids.end()};
    ask.orders = fields.flag_or("orders", false);
    ask.devices = fields.flag_or("devices", true);
    push.states = fields.flag_or("states", false);
  });
  return push;
}

}  // namespace web
