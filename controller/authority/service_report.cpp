#include "controller/authority/service_report.h"

#include <fmt/format.h>

#include "controller/store/query.h"

namespace controller {

namespace {
constexpr std::uintmax_t least_free = 200ULL << 20;  // bytes: an hour of a busy province
}

api::PartState ServiceReport::store_state() {
  try {
    store_.read([](Session& s) { return row<std::int64_t>(s, "SELECT 1"); });
    const auto figures = store_.figures();
    return {"store", true, fmt::format("{} writes in {} commits", figures.jobs, figures.commits)};
  } catch (const std::exception& error) {
    return {"store", false, error.what()};
  }
}

api::PartState ServiceReport::disk_state() const {
  std::error_code failed;
  const auto space = std::filesystem::space(parts_.data, failed);
  if (failed) return {"disk", false, failed.message()};
  return {"disk", space.available >= least_free,
          fmt::format("{} MiB free of {} MiB", space.available >> 20U, space.capacity >> 20U)};
}

api::ServiceState ServiceReport::state() {
  api::ServiceState out;
  out.version = "0.1.0";
  out.world = playlists::world_text(parts_.world);
  out.province = areas_.province();
  out.now = clock_.wall();
  const bool broker = parts_.broker_runs();
  out.parts = {store_state(),
               {"broker", broker, broker ? "running" : "not running"},
               disk_state(),
               parts_.certificate()};
  return out;
}

}  // namespace controller
