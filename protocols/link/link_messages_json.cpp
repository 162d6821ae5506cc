#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "protocols/link/link_messages.h"

// Reading is by hand-written lenient getters and not by nlohmann's get<T>(), which throws: a member
// of the wrong type makes the whole message "not the message", without an exception on the way.
namespace protocols::link {

namespace {

using Json = nlohmann::json;

// Digital silence is minus infinity, which JSON cannot say.
constexpr double kSilence = -120.0;

// Collects whether every member that was there had the right type.
class Members {
 public:
  explicit Members(const Json& object) : object_(object), fine_(object.is_object()) {}

  void read(const char* name, std::string& into) {
    if (const Json* member = find(name)) take(member->is_string(), [&] { into = *member; });
  }
  void read(const char* name, std::int64_t& into) {
    if (const Json* member = find(name)) {
      take(member->is_number_integer() && !too_big(*member), [&] { into = *member; });
    }
  }
  void read(const char* name, double& into) {
    if (const Json* member = find(name)) take(member->is_number(), [&] { into = *member; });
  }
  void read(const char* name, bool& into) {
    if (const Json* member = find(name)) take(member->is_boolean(), [&] { into = *member; });
  }
  void read(const char* name, std::optional<double>& into) {
    const Json* member = find(name);
    if (member == nullptr || member->is_null()) return;
    take(member->is_number(), [&] { into = member->get<double>(); });
  }
  void read(const char* name, std::vector<std::string>& into) {
    const Json* member = find(name);
    if (member == nullptr) return;
    take(member->is_array(), [&] {
      for (const auto& item : *member) take(item.is_string(), [&] { into.push_back(item); });
    });
  }
  void read(const char* name, std::map<std::string, std::int64_t>& into) {
    const Json* member = find(name);
    if (member == nullptr) return;
    take(member->is_object(), [&] {
      for (const auto& [key, value] : member->items()) {
        take(value.is_number_integer() && !too_big(value), [&, k = key] { into[k] = value; });
      }
    });
  }
  // The member, for nested reading; null when absent or of another kind.
  const Json* object(const char* name) {
    const Json* member = find(name);
    return member != nullptr && member->is_object() ? member : nullptr;
  }
  const Json* array(const char* name) {
    const Json* member = find(name);
    return member != nullptr && member->is_array() ? member : nullptr;
  }
  void also(bool fine) { fine_ = fine_ && fine; }
  bool fine() const { return fine_; }

 private:
  const Json* find(const char* name) const {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }
  static bool too_big(const Json& number) {
    return number.is_number_unsigned() &&
           number.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  }
  template <typename Assign>
  void take(bool right_type, Assign assign) {
    if (right_type) {
      assign();
    } else {
      fine_ = false;
    }
  }

  const Json& object_;
  bool fine_;
};

Json parsed(std::string_view text) {
  if (text.size() > kMaxPayload) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, false);
}

// Invalid UTF-8 can only come from our own state (a clip's title); it must not stop a health
// report.
std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

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

template <typename T>
std::optional<T> if_fine(const Members& in, T value) {
  return in.fine() ? std::optional<T>(std::move(value)) : std::nullopt;
}

}  // namespace

std::string hello_to_json(const Hello& hello) {
  return text_of({{"v", 1},
                  {"device", hello.device},
                  {"software", hello.software},
                  {"boot", hello.boot},
                  {"nonce", hello.nonce},
                  {"keyring", hello.keyring},
                  {"placement", hello.placement},
                  {"programmes", hello.programmes},
                  {"messages", hello.messages},
                  {"epoch", hello.epoch}});
}

std::optional<Hello> parse_hello(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Hello hello;
  in.read("device", hello.device);
  in.read("software", hello.software);
  in.read("boot", hello.boot);
  in.read("nonce", hello.nonce);
  in.read("keyring", hello.keyring);
  in.read("placement", hello.placement);
  in.read("programmes", hello.programmes);
  in.read("messages", hello.messages);
  in.read("epoch", hello.epoch);
  in.also(!hello.device.empty());
  return if_fine(in, std::move(hello));
}

std::string hello_please_to_json(const HelloPlease& please) {
  return text_of({{"spread_ms", please.spread_ms}});
}

std::optional<HelloPlease> parse_hello_please(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  HelloPlease please;
  in.read("spread_ms", please.spread_ms);
  in.also(please.spread_ms >= 0);
  return if_fine(in, please);
}

std::string get_to_json(const Get& get) {
  return text_of({{"document", get.document}});
}

std::optional<Get> parse_get(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Get get;
  in.read("document", get.document);
  in.also(!get.document.empty());
  return if_fine(in, std::move(get));
}

std::string ack_to_json(const Ack& ack) {
  Json json = Json::object();
  if (!ack.receipts.empty()) json["receipts"] = ack.receipts;
  if (!ack.chain.empty()) json["chain"] = ack.chain;
  if (!ack.chain.empty()) json["through_seq"] = ack.through_seq;
  return text_of(json);
}

std::optional<Ack> parse_ack(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Ack ack;
  in.read("receipts", ack.receipts);
  in.read("chain", ack.chain);
  in.read("through_seq", ack.through_seq);
  return if_fine(in, std::move(ack));
}

std::string watch_to_json(const Watch& watch) {
  return text_of({{"picture", watch.picture}, {"level", watch.level}, {"for_s", watch.for_s}});
}

std::optional<Watch> parse_watch(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Watch watch;
  in.read("picture", watch.picture);
  in.read("level", watch.level);
  in.read("for_s", watch.for_s);
  in.also(watch.for_s >= 0);
  return if_fine(in, watch);
}

std::string level_to_json(const Level& level) {
  return text_of({{"output", level.output},
                  {"peak_dbfs", std::max(level.peak_dbfs, kSilence)},
                  {"rms_dbfs", std::max(level.rms_dbfs, kSilence)},
                  {"at_ms", level.at_ms}});
}

std::optional<Level> parse_level(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Level level;
  in.read("output", level.output);
  in.read("peak_dbfs", level.peak_dbfs);
  in.read("rms_dbfs", level.rms_dbfs);
  in.read("at_ms", level.at_ms);
  in.also(!level.output.empty());
  return if_fine(in, std::move(level));
}

std::string health_to_json(const Health& health) {
  Json outputs = Json::array();
  for (const auto& output : health.outputs) outputs.push_back(output_json(output));
  return text_of({{"v", 1},
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
                  {"plays_waiting", health.plays_waiting}});
}

std::optional<Health> parse_health(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Health health;
  in.read("device", health.device);
  in.read("at_ms", health.at_ms);
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
