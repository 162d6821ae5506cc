#include "controller/authority/placement_book.h"

#include <algorithm>
#include <stdexcept>

#include "controller/authority/detail.h"
#include "controller/authority/device_keys.h"
#include "controller/authority/profiles.h"
#include "controller/authority/revision.h"
#include "playlists/orders/placement_json.h"
#include "playlists/timetable/civil_time.h"
#include "protocols/io/clock.h"

namespace controller {

namespace {

using playlists::Placement;
using Kind = DocumentTable::Kind;

constexpr std::size_t longest_name = 400;  // bytes: 100 characters of UTF-8

// Stands in a plan until the device's own key is known.
playlists::KeyId no_key() {
  return *playlists::KeyId::parse(std::string(43, 'A'));
}

Placement plan_of(const DeviceRow& device) {
  auto plan = playlists::parse_placement(device.plan);
  if (!plan) {
    throw std::runtime_error("the stored plan of " + device.id +
                             " is damaged: " + playlists::problems_text(plan.problems));
  }
  return *std::move(plan);
}

void check_name(const std::string& name, const std::string& pointer) {
  if (!name.empty() && name.size() <= longest_name) return;
  throw mistake(pointer, "bad_name", "Cần tên, không quá 100 ký tự.",
                "A name is needed, of at most 100 characters.");
}

playlists::Site site_of(const api::Site& site) {
  const auto id = playlists::SiteId::parse(site.id);
  if (!id) {
    throw mistake("/site/id", "bad_site", "Mã điểm gồm a-z, 0-9 và dấu gạch, tối đa 64 ký tự.",
                  "A site's id is a-z, 0-9 and dashes, at most 64.");
  }
  check_name(site.name, "/site/name");
  return {*id, site.name};
}

const playlists::Profile& profile_of(const std::string& name) {
  const auto* profile = find_profile(name);
  if (profile != nullptr) return *profile;
  throw mistake("/profile", "unknown_profile", "Không có kiểu thiết bị này.",
                "There is no such profile.");
}

std::string zone_of(const std::string& name) {
  const std::string zone = name.empty() ? "Asia/Ho_Chi_Minh" : name;
  if (playlists::is_zone(zone)) return zone;
  throw mistake("/zone", "unknown_zone", "Không có múi giờ này.", "There is no such time zone.");
}

std::vector<playlists::PlacedArea> chain_of(const AreaMap& areas, const std::string& area) {
  std::vector<playlists::PlacedArea> out;
  for (const auto& code : areas.chain(area)) out.push_back({*playlists::AreaCode::parse(code), {}});
  if (out.empty()) throw no_such_area("/area");
  return out;
}

void keep_plan(DeviceRow& row, const Placement& plan) {
  row.name = plan.name;
  row.site = plan.site.id.text();
  row.area = plan.areas.front().code.text();
  row.plan = playlists::placement_to_json(plan);
  row.keys = device_keys(plan);
}

}  // namespace

DocumentRow PlacementBook::sign_next(Session& session, const DeviceRow& device, std::int64_t now_ms,
                                     const std::string& by) const {
  DocumentTable versions(session, Kind::Placement);
  const auto before = versions.latest(device.id);
  auto row = sign(device, before ? before->version + 1 : 1, now_ms, by);
  versions.insert(row);
  return row;
}

DocumentRow PlacementBook::sign(const DeviceRow& device, std::int64_t version, std::int64_t now_ms,
                                const std::string& by) const {
  Placement placement = plan_of(device);
  placement.version = version;
  placement.issued = playlists::instant_from_ms(now_ms);
  placement.key = playlists::KeyId::parse(device.kid).value_or(no_key());
  placement.areas = chain_of(areas_, device.area);
  placement.world = world_;
  const auto made = signing_.sign("vang-placement", playlists::placement_to_json(placement));
  return {device.id, version, now_ms, made.hash, made.jws, by};
}

DeviceRow PlacementBook::plan(const api::TokenAsk& ask, std::int64_t now_ms) const {
  const auto id = playlists::DeviceId::parse(ask.id);
  if (!id) {
    throw mistake("/id", "bad_id", "Mã thiết bị gồm 3-40 ký tự a-z, 0-9 và dấu gạch.",
                  "A device's id is 3-40 of a-z, 0-9 and dashes.");
  }
  Placement plan;
  plan.version = 1;
  plan.issued = playlists::instant_from_ms(now_ms);
  plan.device = *id;
  plan.key = no_key();
  plan.name = ask.name.empty() ? ask.id : ask.name;
  check_name(plan.name, "/name");
  plan.site = ask.site.id.empty() ? site_of({ask.id, plan.name}) : site_of(ask.site);
  plan.areas = chain_of(areas_, ask.area);
  plan.tags = ask.tags;
  plan.zone = zone_of(ask.zone);
  plan.profile = profile_of(ask.profile);
  DeviceRow row{ask.id, "", "", "", "", "", "", "", now_ms, 0, 0};
  keep_plan(row, plan);
  return row;
}

DeviceRow PlacementBook::changed(const DeviceRow& device,
                                 const api::PlacementChange& change) const {
  Placement plan = plan_of(device);
  if (change.name) check_name(plan.name = *change.name, "/name");
  if (change.site) plan.site = site_of(*change.site);
  if (change.area) plan.areas = chain_of(areas_, *change.area);
  if (change.profile) plan.profile = profile_of(*change.profile);
  if (change.tags) plan.tags = *change.tags;
  if (change.zone) plan.zone = zone_of(*change.zone);
  DeviceRow row = device;
  keep_plan(row, plan);
  return row;
}

api::Device PlacementBook::view(Session& session, const DeviceRow& device) const {
  const Placement plan = plan_of(device);
  const auto newest = DocumentTable(session, Kind::Placement).latest(device.id);
  api::Device out;
  out.id = device.id;
  out.name = plan.name;
  out.site = {plan.site.id.text(), plan.site.name};
  out.area = device.area;
  out.chain = areas_.chain(device.area);
  out.tags = plan.tags;
  out.zone = plan.zone;
  out.profile = profile_view(plan.profile);
  out.kid = device.kid;
  out.placement_version = newest ? static_cast<int>(newest->version) : 0;
  out.created = protocols::io::from_ms(device.created_ms);
  out.enrolled = protocols::io::from_ms(device.enrolled_ms);
  out.retired = protocols::io::from_ms(device.retired_ms);
  out.revision = revision_of(out);
  return out;
}

bool still_as_read(const DeviceRow& now, const DeviceRow& read) {
  return now.plan == read.plan && now.kid == read.kid && now.retired_ms == read.retired_ms;
}

std::vector<playlists::Profile> profiles_in_use(Store& store) {
  std::vector<playlists::Profile> out;
  for (const auto& device : store.read([](Session& s) { return DeviceTable(s).all(); })) {
    if (device.retired_ms != 0) continue;
    auto profile = plan_of(device).profile;
    if (std::ranges::find(out, profile) == out.end()) out.push_back(std::move(profile));
  }
  return out;
}

}  // namespace controller
