#include "protocols/io/encoding.h"
#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

namespace {

Json json_of(const api::Interruption& cut) {
  return {{"device", cut.device}, {"device_name", cut.device_name},
          {"output", cut.output}, {"title", cut.title},
          {"class", cut.cls},     {"resumes_ms", ms(cut.resumes)},
          {"resume", cut.resume}};
}

Json interruptions(const std::vector<api::Interruption>& cuts) {
  Json list = Json::array();
  for (const auto& cut : cuts) list.push_back(json_of(cut));
  return list;
}

Json json_of(const api::Scope& scope) {
  return {{"devices", scope.devices},
          {"reachable", scope.reachable},
          {"pictures", scope.pictures},
          {"sounds", scope.sounds},
          {"unreachable", scope.unreachable},
          {"interrupts", interruptions(scope.interrupts)},
          {"interrupts_total", scope.interrupts_total},
          {"waits_behind", scope.waits_behind},
          {"too_late", scope.too_late}};
}

Json json_of(const api::OrderDevice& device) {
  return {{"device", device.device},
          {"name", device.name},
          {"area", device.area},
          {"online", device.online},
          {"stage", device.stage},
          {"reason", device.reason},
          {"received_ms", ms(device.received)},
          {"started_ms", ms(device.started)},
          {"finished_ms", ms(device.finished)},
          {"late_ms", device.late.count()}};
}

}  // namespace

Json json_of(const api::OrderCounts& counts) {
  return {{"devices", counts.devices},   {"received", counts.received}, {"started", counts.started},
          {"finished", counts.finished}, {"refused", counts.refused},   {"silent", counts.silent}};
}

Json json_of(const api::Order& order) {
  return {{"id", order.id},
          {"hash", order.hash},
          {"kind", order.kind},
          {"class", order.cls},
          {"title", order.title},
          {"text", order.text},
          {"areas", order.areas},
          {"state", order.state},
          {"by", order.by},
          {"kid", order.kid},
          {"sent_ms", ms(order.sent)},
          {"expires_ms", ms(order.expires)},
          {"duration_ms", order.duration.count()},
          {"stops", order.stops},
          {"counts", json_of(order.counts)}};
}

std::string text_of(const api::PreparedMessage& prepared) {
  return text_of(Json{{"payload", protocols::io::to_base64url(prepared.payload)},
                      {"hash", prepared.hash},
                      {"notes", list_of(prepared.notes)},
                      {"renditions", list_of(prepared.renditions)},
                      {"previews", previews("messages", prepared.hash, prepared.previews)}});
}

std::string text_of(const api::PreparedOrder& prepared) {
  return text_of(Json{{"payload", protocols::io::to_base64url(prepared.payload)},
                      {"hash", prepared.hash},
                      {"id", prepared.id},
                      {"spoken", prepared.spoken},
                      {"duration_ms", prepared.duration.count()},
                      {"scope", json_of(prepared.scope)},
                      {"notes", list_of(prepared.notes)},
                      {"previews", previews("orders", prepared.hash, prepared.previews)}});
}

std::string text_of(const api::Scope& scope) {
  return text_of(json_of(scope));
}

std::string text_of(const api::Order& order) {
  return text_of(json_of(order));
}

std::string text_of(const api::OrderDetail& detail) {
  Json devices = Json::array();
  for (const auto& device : detail.devices) devices.push_back(json_of(device));
  Json json = json_of(detail.order);
  json["devices"] = std::move(devices);
  return text_of(json);
}

std::string text_of(const api::Page<api::Order>& page) {
  return page_text(page);
}

}  // namespace web
