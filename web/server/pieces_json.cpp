#include "web/server/pieces_json.h"

#include <algorithm>
#include <cmath>

namespace web {

double finite(double decibel) {
  return std::isfinite(decibel) ? decibel : (decibel > 0 ? 150.0 : -150.0);
}

Json finite_or_null(const std::optional<double>& decibel) {
  return decibel ? Json(finite(*decibel)) : Json();
}

Json json_of(const api::Detail& detail) {
  Json json{{"code", detail.code}, {"vi", detail.vi}, {"en", detail.en}};
  if (!detail.pointer.empty()) json["pointer"] = detail.pointer;
  if (detail.line > 0) json["line"] = detail.line;
  return json;
}

Json previews(const char* what, const std::string& hash, const std::vector<std::string>& profiles) {
  Json list = Json::array();
  for (const auto& profile : profiles) {
    list.push_back(
        {{"profile", profile},
         {"url", std::string("/api/v1/") + what + "/" + hash + "/preview/" + profile + ".png"}});
  }
  return list;
}

}  // namespace web
