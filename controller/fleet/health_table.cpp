#include "controller/fleet/health_table.h"

#include <utility>

#include "controller/store/query.h"

namespace controller {

void HealthTable::put(const HealthRow& row) {
  run(session_,
      "INSERT INTO device_health(device, heard_ms, health) VALUES(?, ?, ?) "
      "ON CONFLICT(device) DO UPDATE SET heard_ms = excluded.heard_ms, health = excluded.health",
      row.device, row.heard_ms, row.health);
}

std::vector<HealthRow> HealthTable::all() const {
  std::vector<HealthRow> all;
  for (auto& [device, heard_ms, health] : rows<std::string, std::int64_t, std::string>(
           session_, "SELECT device, heard_ms, health FROM device_health ORDER BY device")) {
    all.push_back({std::move(device), heard_ms, std::move(health)});
  }
  return all;
}

}  // namespace controller
