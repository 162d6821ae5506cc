#include "playlists/messages/message_json.h"

#include "playlists/fields_json.h"
#include "playlists/messages/card_json.h"
#include "playlists/orders/profile.h"

namespace playlists {
namespace {

constexpr std::int64_t longest_ms = 24LL * 3600 * 1000;

Json variant_json(const Variant& variant) {
  Json json{{"lang", variant.lang}, {"speech", variant.speech}};
  if (variant.card) json["card"] = card_json(*variant.card);
  return json;
}

Json rendition_json(const Rendition& rendition) {
  Json json{{"for", rendition.for_key},          {"lang", rendition.lang},
            {"sha256", rendition.sha256.text()}, {"bytes", rendition.bytes},
            {"media", rendition.media},          {"duration_ms", rendition.duration.count()}};
  if (rendition.frames > 0) json["frames"] = rendition.frames;
  if (rendition.lufs) json["lufs"] = *rendition.lufs;
  if (rendition.peak_dbtp) json["peak_dbtp"] = *rendition.peak_dbtp;
  return json;
}

std::string read_language(Fields& fields, bool required) {
  const std::string lang = required ? fields.text("lang", 35) : fields.text_or_empty("lang", 35);
  if (!lang.empty() && !is_language(lang)) {
    fields.refuse("lang", "bad_value", "mã ngôn ngữ không hợp lệ", "is not a language code");
  }
  return lang;
}

Variant read_variant(Fields& fields) {
  Variant variant;
  variant.lang = read_language(fields, true);
  variant.speech = fields.text_or_empty("speech", text_bytes);
  variant.card = fields.object("card", read_card);
  return variant;
}

Rendition read_rendition(Fields& fields) {
  Rendition rendition;
  rendition.for_key = fields.text("for", 64);
  if (!parse_rendition_key(rendition.for_key)) {
    fields.refuse("for", "bad_value", "khóa bản dựng không hợp lệ", "is not a rendition key");
  }
  rendition.lang = read_language(fields, false);
  rendition.sha256 = fields.id<MediaHash>("sha256");
  rendition.bytes = static_cast<std::uint64_t>(fields.integer("bytes", 0, 1LL << 40));
  rendition.media = fields.text("media", 100);
  rendition.duration = fields.duration("duration_ms", 0, longest_ms);
  rendition.frames = static_cast<std::uint64_t>(fields.integer_or("frames", 0, 0, 1LL << 32));
  rendition.lufs = fields.maybe_number("lufs");
  rendition.peak_dbtp = fields.maybe_number("peak_dbtp");
  return rendition;
}

ClipName read_clip(Fields& fields) {
  return {fields.id<ClipId>("sha256"), fields.text("name", title_bytes)};
}

Message read_message(Fields& fields) {
  Message message;
  message.id = fields.id<MessageId>("id");
  message.issued = fields.instant("issued_ms");
  message.kind = fields.word("kind", parse_message_kind);
  message.title = fields.text("title", title_bytes);
  message.duration = fields.duration("duration_ms", 1, longest_ms);
  message.variants = fields.objects_or_empty("variants", 40, read_variant);
  message.clip = fields.object("clip", read_clip);
  message.renditions = fields.objects_or_empty("renditions", 400, read_rendition);
  message.highest_class = fields.word("highest_class", parse_class);
  message.areas = fields.ids_or_empty<AreaCode>("areas", 1000);
  if (message.areas.empty())
    fields.refuse("areas", "missing", "cần ít nhất một địa bàn", "needs at least one area");
  message.valid_from = fields.instant_or_zero("valid_from_ms");
  message.valid_until = fields.open_instant("valid_until_ms");
  if (message.valid_until <= message.valid_from) {
    fields.refuse("valid_until_ms", "bad_value", "phải sau valid_from_ms",
                  "must be after valid_from_ms");
  }
  return message;
}

}  // namespace

Json card_json(const Card& card) {
  return {{"template", card.template_name},
          {"title", card.title},
          {"lines", card.lines},
          {"steps", card.steps},
          {"url", card.url},
          {"footer", card.footer}};
}

Card read_card(Fields& fields) {
  Card card;
  card.template_name = fields.text("template", 64);
  card.title = fields.text_or_empty("title", title_bytes);
  card.lines = fields.texts_or_empty("lines", 50, title_bytes);
  card.steps = fields.texts_or_empty("steps", 50, title_bytes);
  card.url = fields.text_or_empty("url", 2000);
  card.footer = fields.text_or_empty("footer", title_bytes);
  return card;
}

std::string message_to_json(const Message& message) {
  Json json{{"v", 1},
            {"id", message.id.text()},
            {"issued_ms", to_ms(message.issued)},
            {"kind", message_kind_text(message.kind)},
            {"title", message.title},
            {"duration_ms", message.duration.count()},
            {"variants", Json::array()}};
  for (const Variant& variant : message.variants) json["variants"].push_back(variant_json(variant));
  if (message.clip)
    json["clip"] = {{"sha256", message.clip->sha256.text()}, {"name", message.clip->name}};
  json["renditions"] = Json::array();
  for (const Rendition& rendition : message.renditions)
    json["renditions"].push_back(rendition_json(rendition));
  json["highest_class"] = class_text(message.highest_class);
  json["areas"] = Json::array();
  for (const AreaCode& area : message.areas) json["areas"].push_back(area.text());
  json["valid_from_ms"] = to_ms(message.valid_from);
  json["valid_until_ms"] = open_ms(message.valid_until);
  return json_text(json);
}

Parsed<Message> parse_message(std::string_view json) {
  return read_document(json, read_message);
}

}  // namespace playlists
