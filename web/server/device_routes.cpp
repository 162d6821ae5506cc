#include <charconv>

#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/qr_svg.h"
#include "web/server/query.h"
#include "web/server/routes.h"

namespace web {

namespace {

Answer with_version(const api::Device& device) {
  Answer answer = json(text_of(device));
  answer.etag = std::to_string(device.placement_version);
  return answer;
}

Answer list(api::Devices& devices, const Ask& ask) {
  api::DeviceFilter filter;
  filter.area = text_of(ask, "area");
  filter.text = text_of(ask, "text");
  filter.profile = text_of(ask, "profile");
  filter.tag = text_of(ask, "tag");
  filter.retired = flag_of(ask, "retired");
  return json(text_of(devices.list(ask.caller(), filter, page_of(ask))));
}

Answer make_token(api::Devices& devices, const Ask& ask) {
  const auto token = devices.make_token(ask.caller(), parse_token_ask(ask.body));
  return json(token_text(token, qr_svg(token.enrolment)), 201);
}

Answer place(api::Devices& devices, const Ask& ask) {
  const auto tag = if_match(ask);
  int version = -1;  // what is no number matches no version
  std::from_chars(tag.data(), tag.data() + tag.size(), version);
  const auto change = parse_placement_change(ask.body);
  return with_version(devices.place(ask.caller(), ask.capture("device"), version, change));
}

}  // namespace

void add_device_routes(Routes& routes, api::Devices& devices, api::Now& now,
                       const protocols::io::Clock& clock) {
  routes.add({.method = "GET", .pattern = "/profiles", .serve = [&](const Ask& ask) {
                return json(text_of(devices.profiles(ask.caller())));
              }});
  routes.add({.method = "POST",
              .pattern = "/device-tokens",
              .serve = [&](const Ask& ask) { return make_token(devices, ask); },
              .body = Body::Json});
  routes.add({.method = "GET", .pattern = "/devices", .serve = [&](const Ask& ask) {
                return list(devices, ask);
              }});
  routes.add({.method = "GET", .pattern = "/devices/{device}", .serve = [&](const Ask& ask) {
                return with_version(devices.one(ask.caller(), ask.capture("device")));
              }});
  routes.add({.method = "PATCH",
              .pattern = "/devices/{device}",
              .serve = [&](const Ask& ask) { return place(devices, ask); },
              .body = Body::Json});
  routes.add(
      {.method = "POST", .pattern = "/devices/{device}/retire", .serve = [&](const Ask& ask) {
         return json(text_of(devices.retire(ask.caller(), ask.capture("device"))));
       }});
  routes.add({.method = "GET", .pattern = "/devices/{device}/now", .serve = [&](const Ask& ask) {
                return json(text_of(now.one(ask.caller(), ask.capture("device"))));
              }});
  routes.add(
      {.method = "GET", .pattern = "/devices/{device}/picture.png", .serve = [&](const Ask& ask) {
         return picture(now.picture(ask.caller(), ask.capture("device")));
       }});
  routes.add({.method = "GET", .pattern = "/now", .serve = [&](const Ask& ask) {
                const auto all = now.snapshot(ask.caller(), text_of(ask, "area"));
                return json(snapshot_text(all, clock.wall()));
              }});
}

}  // namespace web
