#include "controller/config/ports_json.h"

#include <nlohmann/json.hpp>

namespace controller {

namespace {

std::optional<std::uint16_t> port(const nlohmann::json& json, const char* name) {
  const auto at = json.find(name);
  if (at == json.end() || !at->is_number_unsigned() || at->get<std::uint64_t>() > 65535) return {};
  return at->get<std::uint16_t>();
}

}  // namespace

std::string ports_to_json(const Ports& ports) {
  const nlohmann::ordered_json json{
      {"console", ports.console}, {"devices", ports.devices}, {"link", ports.link}};
  return json.dump() + "\n";
}

std::optional<Ports> parse_ports(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto console = port(json, "console");
  const auto devices = port(json, "devices");
  const auto link = port(json, "link");
  if (!console || !devices || !link) return std::nullopt;
  return Ports{*console, *devices, *link};
}

}  // namespace controller
