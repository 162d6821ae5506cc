#include <nlohmann/json.hpp>

#include "controller/broker/connection_event.h"

namespace controller {

namespace {

using Json = nlohmann::json;

const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string text(const Json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

ConnectionEvent::Kind kind_of(const std::string& type) {
  if (type.ends_with(".client_connect")) return ConnectionEvent::Kind::Connected;
  if (type.ends_with(".client_disconnect")) return ConnectionEvent::Kind::Disconnected;
  return ConnectionEvent::Kind::Unknown;
}

}  // namespace

std::optional<ConnectionEvent> parse_connection_event(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  const Json* client = member(json, "client");
  const Json* server = member(json, "server");
  if (client == nullptr || server == nullptr) return std::nullopt;
  ConnectionEvent event;
  event.kind = kind_of(text(member(json, "type")));
  event.user = text(member(*client, "user"));
  event.name = text(member(*client, "name"));
  event.host = text(member(*client, "host"));
  event.server = text(member(*server, "id"));
  event.reason = text(member(json, "reason"));
  if (const Json* id = member(*client, "id"); id != nullptr && id->is_number_unsigned()) {
    event.number = id->get<std::uint64_t>();
  }
  if (event.kind == ConnectionEvent::Kind::Unknown || event.user.empty()) return std::nullopt;
  return event;
}

bool claims_accepted(std::string_view bytes, std::string& error) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (const Json* data = member(json, "data")) {
    const Json* code = member(*data, "code");
    if (code != nullptr && *code == 200) return true;
  }
  const Json* failure = member(json, "error");
  error = failure != nullptr ? text(member(*failure, "description")) : std::string(bytes);
  return false;
}

}  // namespace controller
