#include "controller/fleet/directory.h"

#include <algorithm>
#include <utility>

#include "controller/store/documents.h"
#include "playlists/orders/placement_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

playlists::Placement placement_of(const std::string& payload) {
  const auto parsed = playlists::parse_placement(payload);
  return parsed ? *parsed : playlists::Placement{};
}

// The signed placement; before enrolment the plan it will be signed from.
DevicePointer known(DeviceRow row, const std::optional<DocumentRow>& placement) {
  KnownDevice device;
  if (placement) {
    const auto parts = protocols::trust::parse_compact(placement->jws);
    if (parts) device.placement = placement_of(parts->payload);
    device.placement_version = placement->version;
  } else {
    device.placement = placement_of(row.plan);
  }
  device.row = std::move(row);
  return std::make_shared<const KnownDevice>(std::move(device));
}

}  // namespace

bool KnownDevice::within(std::string_view area) const {
  if (area.empty() || row.area == area) return true;
  const auto& areas = placement.areas;
  return std::any_of(areas.begin(), areas.end(),
                     [&](const auto& placed) { return placed.code.text() == area; });
}

Directory::Directory(Store& store) : store_(store) {
  known_.set(read_all());
}

void Directory::refresh_all() {
  const protocols::io::MutexLock one_at_a_time(reading_all_);
  {
    const protocols::io::MutexLock lock(refreshing_);
    meanwhile_.emplace();
  }
  Known read = read_all();
  const protocols::io::MutexLock lock(refreshing_);
  for (const auto& device : *meanwhile_) put(read, device, read_one(device));
  meanwhile_.reset();
  known_.with([&](Known& known) { std::swap(known, read); });  // the old one ends outside its lock
}

Directory::Known Directory::read_all() {
  return store_.read([](Session& session) {
    Known read;
    std::map<std::string, DocumentRow> placements;
    for (auto& row : DocumentTable(session, DocumentTable::Kind::Placement).latest_of_all()) {
      placements.emplace(row.subject, std::move(row));
    }
    for (auto& row : DeviceTable(session).all()) {
      if (row.retired_ms != 0) continue;
      const auto placement = placements.find(row.id);
      const auto document =
          placement == placements.end() ? std::nullopt : std::optional(placement->second);
      const std::string id = row.id;
      if (!row.nkey.empty()) read.id_of_nkey[row.nkey] = id;
      read.by_id[id] = known(std::move(row), document);
    }
    return read;
  });
}

DevicePointer Directory::read_one(const std::string& device) {
  return store_.read([&](Session& session) -> DevicePointer {
    auto row = DeviceTable(session).find(device);
    if (!row || row->retired_ms != 0) return nullptr;
    return known(std::move(*row),
                 DocumentTable(session, DocumentTable::Kind::Placement).latest(device));
  });
}

void Directory::put(Known& known, const std::string& device, const DevicePointer& fresh) {
  std::erase_if(known.id_of_nkey, [&](const auto& pair) { return pair.second == device; });
  if (!fresh) {
    known.by_id.erase(device);
    return;
  }
  known.by_id[device] = fresh;
  if (!fresh->row.nkey.empty()) known.id_of_nkey[fresh->row.nkey] = device;
}

DevicePointer Directory::refresh(const std::string& device) {
  const protocols::io::MutexLock lock(refreshing_);
  if (meanwhile_) meanwhile_->insert(device);
  DevicePointer fresh = read_one(device);
  known_.with([&](Known& known) { put(known, device, fresh); });
  return fresh;
}

DevicePointer Directory::find(std::string_view device) const {
  return known_.with([&](const Known& all) {
    const auto found = all.by_id.find(device);
    return found == all.by_id.end() ? nullptr : found->second;
  });
}

DevicePointer Directory::find_nkey(std::string_view nkey) const {
  return known_.with([&](const Known& all) -> DevicePointer {
    const auto id = all.id_of_nkey.find(nkey);
    if (id == all.id_of_nkey.end()) return nullptr;
    const auto found = all.by_id.find(id->second);
    return found == all.by_id.end() ? nullptr : found->second;
  });
}

std::vector<DevicePointer> Directory::all() const {
  return known_.with([](const Known& known) {
    std::vector<DevicePointer> devices;
    devices.reserve(known.by_id.size());
    for (const auto& [id, device] : known.by_id) devices.push_back(device);
    return devices;
  });
}

std::vector<DevicePointer> Directory::addressed(const playlists::Order& order,
                                                playlists::Instant now) const {
  auto devices = all();
  std::erase_if(devices, [&](const DevicePointer& device) {
    return device->row.kid.empty() || !playlists::addresses(order, device->placement, now);
  });
  return devices;
}

}  // namespace controller
