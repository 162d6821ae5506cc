#include <map>

#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

Json json_of(const api::Site& site) {
  return {{"id", site.id}, {"name", site.name}};
}

Json json_of(const api::Output& output) {
  if (output.kind == "sound") {
    return {{"kind", output.kind}, {"rate", output.rate}, {"channels", output.channels}};
  }
  return {{"kind", output.kind},
          {"width", output.width},
          {"height", output.height},
          {"fps", output.fps}};
}

Json json_of(const api::Profile& profile) {
  return {{"name", profile.name}, {"outputs", list_of(profile.outputs)}};
}

Json json_of(const api::Device& device) {
  return {{"id", device.id},
          {"name", device.name},
          {"site", json_of(device.site)},
          {"area", device.area},
          {"chain", device.chain},
          {"tags", device.tags},
          {"zone", device.zone},
          {"profile", json_of(device.profile)},
          {"kid", device.kid},
          {"placement_version", device.placement_version},
          {"created_ms", ms(device.created)},
          {"enrolled_ms", ms(device.enrolled)},
          {"retired_ms", ms(device.retired)}};
}

std::string text_of(const std::vector<api::Profile>& profiles) {
  return text_of(Json{{"items", list_of(profiles)}});
}

std::string text_of(const api::Device& device) {
  return text_of(json_of(device));
}

std::string text_of(const api::Page<api::Device>& page) {
  return page_text(page);
}

std::string text_of(const api::Page<api::Device>& page, const std::vector<api::DeviceNow>& now) {
  std::map<std::string_view, const api::DeviceNow*> by_id;
  for (const auto& one : now) by_id.emplace(one.device, &one);
  Json items = Json::array();
  for (const auto& device : page.items) {
    Json json = json_of(device);
    const auto found = by_id.find(device.id);
    if (found != by_id.end()) json["now"] = json_of(*found->second);
    items.push_back(std::move(json));
  }
  return text_of(Json{{"items", items}, {"next", page.next}});
}

std::string token_text(const api::Token& token, std::string_view qr_svg) {
  return text_of(Json{{"device", token.device},
                      {"enrolment", token.enrolment},
                      {"qr_svg", qr_svg},
                      {"expires_ms", ms(token.expires)}});
}

}  // namespace web
