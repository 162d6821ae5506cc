#include "controller/fleet/device_state.h"

#include <algorithm>
#include <utility>

#include "playlists/output_kind.h"

namespace controller {

namespace link = protocols::link;
namespace io = protocols::io;

namespace {

template <typename To>
To counted(std::int64_t value) {
  return static_cast<To>(std::max<std::int64_t>(0, value));
}

api::PlayItem item_of(const link::HealthItem& item) {
  return {item.kind,    item.id,    item.area, static_cast<int>(item.programme),
          item.message, item.title, item.klass};
}

api::Output output_of(const playlists::Output& output) {
  return {std::string(playlists::output_kind_text(output.kind)),
          output.width,
          output.height,
          output.fps,
          output.rate,
          output.channels};
}

const link::HealthOutput* reported(const DeviceState& state, const std::string& kind) {
  if (!state.health) return nullptr;
  for (const auto& output : state.health->outputs) {
    if (output.kind == kind) return &output;
  }
  return nullptr;
}

api::OutputNow output_now(const playlists::Output& output, const DeviceState& state) {
  api::OutputNow now;
  now.output = output_of(output);
  now.state = "unknown";
  if (const auto* said = reported(state, now.output.kind)) {
    now.state = said->state;
    if (said->item) now.item = item_of(*said->item);
    now.since = io::from_ms(said->since_ms);
    now.frames = counted<std::uint64_t>(said->frames);
    now.level_dbfs = said->level_dbfs;
  }
  return now;
}

api::Versions held_versions(const link::Health::Held& held) {
  api::Versions versions;
  versions.keyring = static_cast<int>(held.keyring);
  versions.placement = static_cast<int>(held.placement);
  for (const auto& [area, version] : held.programmes) {
    versions.programmes[area] = static_cast<int>(version);
  }
  versions.messages = static_cast<int>(held.messages);
  versions.media_have = static_cast<int>(held.media_have);
  versions.media_want = static_cast<int>(held.media_want);
  return versions;
}

api::Versions wanted_versions(const WantedVersions& wanted) {
  api::Versions versions;
  versions.keyring = static_cast<int>(wanted.keyring);
  versions.placement = static_cast<int>(wanted.placement);
  for (const auto& [area, version] : wanted.programmes) {
    versions.programmes[area] = static_cast<int>(version);
  }
  versions.messages = static_cast<int>(wanted.messages.size());
  return versions;
}

api::DeviceHealth health_of(const link::Health& said) {
  api::DeviceHealth health;
  health.at = io::from_ms(said.at_ms);
  health.world = said.world == "drill" ? "drill" : "live";
  health.clock_trusted = said.clock == "trusted";
  health.clock_error = api::Millis(said.clock_error_ms);
  health.software = said.software;
  health.boot = counted<std::uint64_t>(said.boot);
  health.uptime = std::chrono::seconds(said.uptime_s);
  health.storage_free = counted<std::uint64_t>(said.storage.free_bytes);
  health.storage_total = counted<std::uint64_t>(said.storage.total_bytes);
  health.storage_cache = counted<std::uint64_t>(said.storage.cache_bytes);
  health.storage_full = said.storage.state == "full";
  health.held = held_versions(said.held);
  health.plays_waiting = counted<std::uint64_t>(said.plays_waiting);
  return health;
}

}  // namespace

api::DeviceState device_state(const Presence::State& presence, const DeviceState* state) {
  const bool never = presence.last_heard == io::WallTime{};
  if (!presence.online) return never ? api::DeviceState::Never : api::DeviceState::Offline;
  if (state == nullptr || !state->health) return api::DeviceState::Idle;
  const auto& outputs = state->health->outputs;
  const auto one_is = [&](const char* word) {
    return std::ranges::any_of(outputs, [&](const auto& output) { return output.state == word; });
  };
  if (one_is("error")) return api::DeviceState::Error;
  return one_is("playing") ? api::DeviceState::Playing : api::DeviceState::Idle;
}

api::DeviceNow device_now(const KnownDevice& device, const Presence::State& presence,
                          const DeviceState& state) {
  api::DeviceNow now;
  now.device = device.row.id;
  now.name = device.row.name;
  now.area = device.row.area;
  now.site = {device.row.site, device.placement.site.name};
  now.profile = device.placement.profile.name;
  const bool never = presence.last_heard == io::WallTime{};
  now.link = presence.online ? "online" : never ? "never" : "offline";
  now.since = presence.since;
  for (const auto& output : device.placement.profile.outputs) {
    now.outputs.push_back(output_now(output, state));
  }
  if (state.health) now.health = health_of(*state.health);
  now.wanted = wanted_versions(state.wanted);
  now.has_picture = !state.picture.png.empty();
  return now;
}

}  // namespace controller
