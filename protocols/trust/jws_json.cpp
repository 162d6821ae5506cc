#include "protocols/trust/jws_json.h"

#include <nlohmann/json.hpp>

namespace protocols::trust {

std::optional<JwsHeader> parse_header(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  JwsHeader header;
  for (auto [name, into] : {std::pair{"alg", &header.alg}, std::pair{"typ", &header.typ},
                            std::pair{"kid", &header.kid}}) {
    const auto member = json.find(name);
    if (member == json.end()) continue;
    if (!member->is_string()) return std::nullopt;
    *into = member->get<std::string>();
  }
  header.critical = json.contains("crit");
  return header;
}

}  // namespace protocols::trust
