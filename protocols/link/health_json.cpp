#include <algorithm>

#include "protocols/link/link_messages.h"
#include "protocols/link/members_json.h"

namespace protocols::link {

namespace {

Json item_json(const HealthItem& item) {
  return {{"kind", item.kind},          {"id", item.id},       {"area", item.area},
          {"message", item.message},    {"title", item.title}, {"class", item.klass},
          {"programme", item.programme}};
}

Json output_json(const HealthOutput& output) {
  Json json = {{"kind", output.kind},
               {"state", output.state},
               {"since_ms", output.since_ms},
               {"frames", output.frames}};
  json["item"] = output.item ? item_json(*output.item) : Json();
  json["level_dbfs"] = output.level_dbfs ? Json(std::max(*output.level_dbfs, kSilence)) : Json();
  return json;
}

Json held_json(const Health::Held& held) {
  return {{"keyring", held.keyring},
          {"placement", held.placement},
          {"programmes", held.programmes},
          {"messages", held.messages},
          {"media", {{"have", held.media_have}, {"want", held.media_want}}}};
}

Json storage_json(const Health::Storage& storage) {
  return {{"free_bytes", storage.free_bytes},
          {"total_bytes", storage.total_bytes},
          {"cache_bytes", storage.cache_bytes},
          {"state", storage.state}};
}

bool read_item(const Json& json, HealthItem& item) {
  Members in(json);
  in.read("kind", item.kind);
  in.read("id", item.id);
  in.read("area", item.area);
  in.read("programme", item.programme);
  in.read("message", item.message);
  in.read("title", item.title);
  in.read("class", item.klass);
  return in.fine();
}

bool read_output(const Json& json, HealthOutput& output) {
  Members in(json);
  in.read("kind", output.kind);
  in.read("state", output.state);
  in.read("since_ms", output.since_ms);
  in.read("frames", output.frames);
  in.read("level_dbfs", output.level_dbfs);
  if (const Json* item = in.object("item")) in.also(read_item(*item, output.item.emplace()));
  return in.fine();
}

bool read_storage(const Json& json, Health::Storage& storage) {
  Members in(json);
  in.read("free_bytes", storage.free_bytes);
  in.read("total_bytes", storage.total_bytes);
  in.read("cache_bytes", storage.cache_bytes);
  in.read("state", storage.state);
  return in.fine();
}

bool read_media(const Json& json, Health::Held& held) {
  Members in(json);
  in.read("have", held.media_have);
  in.read("want", held.media_want);
  return in.fine();
}

bool read_held(const Json& json, Health::Held& held) {
  Members in(json);
  in.read("keyring", held.keyring);
  in.read("placement", held.placement);
  in.read("programmes", held.programmes);
  in.read("messages", held.messages);
  if (const Json* media = in.object("media")) in.also(read_media(*media, held));
  return in.fine();
}

}  // namespace

std::string health_to_json(const Health& health) {
  Json outputs = Json::array();
  for (const auto& output : health.outputs) outputs.push_back(output_json(output));
  Json json = {{"v", 1},
               {"device", health.device},
               {"at_ms", health.at_ms},
               {"clock", health.clock},
               {"clock_error_ms", health.clock_error_ms},
               {"software", health.software},
               {"boot", health.boot},
               {"uptime_s", health.uptime_s},
               {"storage", storage_json(health.storage)},
               {"held", held_json(health.held)},
               {"outputs", std::move(outputs)},
               {"plays_waiting", health.plays_waiting}};
  if (health.world != "live") json["world"] = health.world;
  return text_of(json);
}

std::optional<Health> parse_health(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Health health;
  in.read("device", health.device);
  in.read("at_ms", health.at_ms);
  in.read("world", health.world);
  in.read("clock", health.clock);
  in.read("clock_error_ms", health.clock_error_ms);
  in.read("software", health.software);
  in.read("boot", health.boot);
  in.read("uptime_s", health.uptime_s);
  in.read("plays_waiting", health.plays_waiting);
  if (const Json* storage = in.object("storage")) in.also(read_storage(*storage, health.storage));
  if (const Json* held = in.object("held")) in.also(read_held(*held, health.held));
  if (const Json* outputs = in.array("outputs")) {
    for (const auto& output : *outputs) in.also(read_output(output, health.outputs.emplace_back()));
  }
  in.also(!health.device.empty());
  return if_fine(in, std::move(health));
}

}  // namespace protocols::link
