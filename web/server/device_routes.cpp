#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/qr_svg.h"
#include "web/server/query.h"
#include "web/server/routes.h"

namespace web {

namespace {

constexpr std::size_t max_csv = 16U << 20;

Answer with_revision(const api::Device& device) {
  Answer answer = json(text_of(device));
  answer.etag = device.revision;
  return answer;
}

std::optional<api::DeviceState> state_of(const Ask& ask) {
  const auto word = word_of(ask, "state", {"error", "offline", "never", "playing", "idle"});
  if (word.empty()) return {};
  if (word == "error") return api::DeviceState::Error;
  if (word == "offline") return api::DeviceState::Offline;
  if (word == "never") return api::DeviceState::Never;
  return word == "playing" ? api::DeviceState::Playing : api::DeviceState::Idle;
}

api::DeviceFilter filter_of(const Ask& ask) {
  api::DeviceFilter filter;
  filter.area = text_of(ask, "area");
  filter.text = text_of(ask, "text");
  filter.profile = text_of(ask, "profile");
  filter.tag = text_of(ask, "tag");
  filter.retired = flag_of(ask, "retired");
  auto sort = word_of(ask, "sort", {"id", "-id", "name", "-name", "area", "-area"});
  filter.down = sort.starts_with('-');
  if (filter.down) sort.erase(0, 1);
  if (sort == "name") filter.sort = api::DeviceSort::Name;
  if (sort == "area") filter.sort = api::DeviceSort::Area;
  return filter;
}

// What devices do now is not the register's: the states asked for become ids for it, and what the
// shown ones do now is asked afterwards, for these alone.
Answer list(api::Devices& devices, api::Now& now, const Ask& ask) {
  auto filter = filter_of(ask);
  const bool with_now = flag_of(ask, "now");
  const auto asked = page_of(ask);
  if (const auto state = state_of(ask)) {
    filter.among = now.in_state(ask.caller(), *state, filter.area);
  }
  const auto page = devices.list(ask.caller(), filter, asked);
  if (!with_now) return json(text_of(page));
  std::vector<std::string> ids;
  for (const auto& device : page.items) ids.push_back(device.id);
  return json(text_of(page, now.of(ask.caller(), ids)));
}

Answer make_token(api::Devices& devices, const Ask& ask) {
  const auto token = devices.make_token(ask.caller(), parse_token_ask(ask.body));
  return json(token_text(token, qr_svg(token.enrolment)), 201);
}

Answer place(api::Devices& devices, const Ask& ask) {
  const auto revision = if_match(ask);
  const auto change = parse_placement_change(ask.body);
  return with_revision(devices.place(ask.caller(), ask.capture("device"), revision, change));
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
                return list(devices, now, ask);
              }});
  routes.add({.method = "POST",
              .pattern = "/devices/import",
              .serve =
                  [&](const Ask& ask) {
                    const bool dry_run = flag_of(ask, "dry_run");
                    return json(text_of(devices.import_csv(ask.caller(), ask.body, dry_run)));
                  },
              .body = Body::Csv,
              .max_body = max_csv});
  routes.add({.method = "GET", .pattern = "/devices/{device}", .serve = [&](const Ask& ask) {
                return with_revision(devices.one(ask.caller(), ask.capture("device")));
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
