#include <algorithm>

#include "protocols/io/encoding.h"
#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

namespace {

const char* clock_word(bool trusted) {
  return trusted ? "trusted" : "untrusted";
}

Json output_json(const api::OutputNow& output) {
  Json json = json_of(output.output);
  json["state"] = output.state;
  json["item"] = output.item ? json_of(*output.item) : Json();
  json["since_ms"] = ms(output.since);
  json["frames"] = output.frames;
  json["level_dbfs"] = finite_or_null(output.level_dbfs);
  return json;
}

Json health_json(const api::DeviceHealth& health) {
  return {{"at_ms", ms(health.at)},
          {"world", health.world},
          {"clock", clock_word(health.clock_trusted)},
          {"clock_error_ms", health.clock_error.count()},
          {"software", health.software},
          {"boot", health.boot},
          {"uptime_s", health.uptime.count()},
          {"storage",
           {{"free_bytes", health.storage_free},
            {"total_bytes", health.storage_total},
            {"cache_bytes", health.storage_cache},
            {"state", health.storage_full ? "full" : "ok"}}},
          {"held", json_of(health.held)},
          {"plays_waiting", health.plays_waiting}};
}

}  // namespace

Json json_of(const api::PlayItem& item) {
  return {{"kind", item.kind},       {"id", item.id},
          {"area", item.area},       {"programme", item.programme},
          {"message", item.message}, {"title", item.title},
          {"class", item.cls}};
}

Json json_of(const api::Play& play) {
  return {{"device", play.device},
          {"chain", play.chain},
          {"seq", play.seq},
          {"boot", play.boot},
          {"output", play.output},
          {"item", json_of(play.item)},
          {"start_ms", ms(play.start)},
          {"end_ms", ms(play.end)},
          {"clock", clock_word(play.clock_trusted)},
          {"amount", play.amount},
          {"level_dbfs", finite_or_null(play.level_dbfs)},
          {"peak_dbfs", finite_or_null(play.peak_dbfs)},
          {"outcome", play.outcome},
          {"reason", play.reason}};
}

Json json_of(const api::Versions& versions) {
  Json programmes = Json::object();
  for (const auto& [area, version] : versions.programmes) programmes[area] = version;
  return {{"keyring", versions.keyring},       {"placement", versions.placement},
          {"programmes", programmes},          {"messages", versions.messages},
          {"media_have", versions.media_have}, {"media_want", versions.media_want}};
}

Json json_of(const api::DeviceNow& now) {
  Json outputs = Json::array();
  for (const auto& output : now.outputs) outputs.push_back(output_json(output));
  return {{"device", now.device},
          {"name", now.name},
          {"area", now.area},
          {"site", json_of(now.site)},
          {"profile", now.profile},
          {"link", now.link},
          {"since_ms", ms(now.since)},
          {"outputs", outputs},
          {"health", now.health ? health_json(*now.health) : Json()},
          {"wanted", json_of(now.wanted)},
          {"has_picture", now.has_picture}};
}

std::string text_of(const api::DeviceNow& now) {
  return text_of(json_of(now));
}

std::string text_of(const api::Page<api::Play>& page) {
  return page_text(page);
}

std::string snapshot_text(const std::vector<api::DeviceNow>& devices, api::Instant now) {
  return text_of(Json{{"now_ms", ms(now)}, {"devices", list_of(devices)}});
}

std::string push_snapshot(const std::vector<api::DeviceNow>& devices, std::size_t first,
                          std::size_t count, api::Instant now) {
  const auto end = std::min(devices.size(), first + count);
  Json part = Json::array();
  for (auto i = first; i < end; ++i) part.push_back(json_of(devices[i]));
  return text_of(Json{{"type", "snapshot"},
                      {"now_ms", ms(now)},
                      {"first", first == 0},
                      {"more", end < devices.size()},
                      {"devices", part}});
}

std::string push_device(const api::DeviceNow& device) {
  return text_of(Json{{"type", "device"}, {"device", json_of(device)}});
}

std::string push_level(const api::LevelNow& level) {
  return text_of(Json{{"type", "level"},
                      {"device", level.device},
                      {"output", level.output},
                      {"peak_dbfs", finite(level.peak_dbfs)},
                      {"rms_dbfs", finite(level.rms_dbfs)},
                      {"at_ms", ms(level.at)}});
}

std::string push_picture(const api::PictureNow& picture) {
  return text_of(Json{{"type", "picture"},
                      {"device", picture.device},
                      {"at_ms", ms(picture.picture.at)},
                      {"png", protocols::io::to_base64(picture.picture.png)}});
}

std::string push_order(const api::OrderProgress& progress) {
  return text_of(Json{{"type", "order"},
                      {"order", progress.order},
                      {"state", progress.state},
                      {"counts", json_of(progress.counts)}});
}

std::string push_tick(api::Instant now, const std::optional<api::StateCounts>& states) {
  Json tick{{"type", "tick"}, {"now_ms", ms(now)}};
  if (states) {
    tick["states"] = {{"error", states->error},
                      {"offline", states->offline},
                      {"never", states->never},
                      {"playing", states->playing},
                      {"idle", states->idle}};
  }
  return text_of(tick);
}

}  // namespace web
