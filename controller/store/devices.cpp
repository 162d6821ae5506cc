#include "controller/store/devices.h"

#include <stdexcept>

#include "controller/store/query.h"

namespace controller {

namespace {

constexpr std::string_view set_plan_sql =
    "UPDATE devices SET name = ?, site = ?, area = ?, plan = ?, sort_name = ?, search = ?, "
    "profile = ?, tags = ?, keyed_by = ? WHERE id = ?";

template <class... A>
std::vector<DeviceRow> devices(Poco::Data::Session& session, std::string_view rest, A&&... values) {
  std::vector<DeviceRow> out;
  auto found = rows<std::string, std::string, std::string, std::string, std::string, std::string,
                    std::string, std::string, std::int64_t, std::int64_t, std::int64_t, std::string,
                    std::string, std::string, std::string, std::string>(
      session,
      std::string("SELECT id, name, site, area, plan, kid, x, nkey, created_ms, enrolled_ms, "
                  "retired_ms, sort_name, search, profile, tags, keyed_by FROM devices ")
          .append(rest),
      std::forward<A>(values)...);
  out.reserve(found.size());
  for (auto& [id, name, site, area, plan, kid, x, nkey, created, enrolled, retired, sort_name,
              search, profile, tags, by] : found) {
    out.push_back({std::move(id),
                   std::move(name),
                   std::move(site),
                   std::move(area),
                   std::move(plan),
                   std::move(kid),
                   std::move(x),
                   std::move(nkey),
                   created,
                   enrolled,
                   retired,
                   {std::move(sort_name), std::move(search), std::move(profile), std::move(tags),
                    std::move(by)}});
  }
  return out;
}

std::optional<DeviceRow> first(std::vector<DeviceRow> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

void SiteTable::put(const SiteRow& site) {
  run(session_,
      "INSERT INTO sites(id, name, area) VALUES(?, ?, ?) "
      "ON CONFLICT(id) DO UPDATE SET name = excluded.name, area = excluded.area",
      site.id, site.name, site.area);
}

std::optional<SiteRow> SiteTable::find(std::string_view id) const {
  auto found = row<std::string, std::string, std::string>(
      session_, "SELECT id, name, area FROM sites WHERE id = ?", id);
  if (!found) return std::nullopt;
  return SiteRow{std::get<0>(*found), std::get<1>(*found), std::get<2>(*found)};
}

std::vector<SiteRow> SiteTable::all() const {
  std::vector<SiteRow> out;
  for (auto& [id, name, area] : rows<std::string, std::string, std::string>(
           session_, "SELECT id, name, area FROM sites ORDER BY id")) {
    out.push_back({id, name, area});
  }
  return out;
}

void DeviceTable::insert(const DeviceRow& d) {
  if (!insert_new(d)) throw std::runtime_error("there is a device " + d.id + " already");
}

bool DeviceTable::insert_new(const DeviceRow& d) {
  return run(session_,
             "INSERT INTO devices(id, name, site, area, plan, kid, x, nkey, created_ms, "
             "enrolled_ms, retired_ms, sort_name, search, profile, tags, keyed_by) "
             "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING",
             d.id, d.name, d.site, d.area, d.plan, d.kid, d.x, d.nkey, d.created_ms, d.enrolled_ms,
             d.retired_ms, d.keys.sort_name, d.keys.search, d.keys.profile, d.keys.tags,
             d.keys.by) > 0;
}

void DeviceTable::set_plan(const DeviceRow& d) {
  run(session_, std::string(set_plan_sql), d.name, d.site, d.area, d.plan, d.keys.sort_name,
      d.keys.search, d.keys.profile, d.keys.tags, d.keys.by, d.id);
}

bool DeviceTable::set_plan_of(const DeviceRow& read, const DeviceRow& d) {
  return run(session_,
             std::string(set_plan_sql).append(" AND plan = ? AND kid = ? AND retired_ms = ?"),
             d.name, d.site, d.area, d.plan, d.keys.sort_name, d.keys.search, d.keys.profile,
             d.keys.tags, d.keys.by, d.id, read.plan, read.kid, read.retired_ms) > 0;
}

void DeviceTable::set_key(std::string_view id, std::string_view kid, std::string_view x,
                          std::string_view nkey, std::int64_t enrolled_ms) {
  run(session_, "UPDATE devices SET kid = ?, x = ?, nkey = ?, enrolled_ms = ? WHERE id = ?", kid, x,
      nkey, enrolled_ms, id);
}

void DeviceTable::retire(std::string_view id, std::int64_t at_ms) {
  run(session_, "UPDATE devices SET retired_ms = ? WHERE id = ? AND retired_ms = 0", at_ms, id);
}

std::optional<DeviceRow> DeviceTable::find(std::string_view id) const {
  return first(devices(session_, "WHERE id = ?", id));
}

std::optional<DeviceRow> DeviceTable::find_key(std::string_view kid) const {
  return first(devices(session_, "WHERE kid = ? AND kid <> ''", kid));
}

std::vector<DeviceRow> DeviceTable::all() const {
  return devices(session_, "ORDER BY id");
}

std::vector<DeviceRow> DeviceTable::not_keyed_by(std::string_view computation) const {
  return devices(session_, "WHERE keyed_by <> ? ORDER BY id", computation);
}

std::vector<DeviceRow> DeviceTable::where(std::string_view rest,
                                          const std::vector<std::string>& values) const {
  return devices(session_, rest, values);
}

std::vector<DeviceRow> DeviceTable::in_area(std::string_view area, bool below) const {
  if (!below) return devices(session_, "WHERE area = ? ORDER BY id", area);
  return devices(session_,
                 "WHERE area IN (WITH RECURSIVE below(code, depth) AS (SELECT CAST(? AS TEXT), 0 "
                 "UNION ALL SELECT areas.code, below.depth + 1 FROM areas JOIN below "
                 "ON areas.parent = below.code WHERE below.depth < 32) SELECT code FROM below) "
                 "ORDER BY id",
                 area);
}

void TokenTable::insert(const TokenRow& t) {
  run(session_,
      "INSERT INTO device_tokens(token_hash, device, created_by, addresses, expires_ms, "
      "redeemed_ms, kid) "
      "VALUES(?, ?, ?, ?, ?, ?, ?)",
      t.token_hash, t.device, t.created_by, t.addresses, t.expires_ms, t.redeemed_ms, t.kid);
}

std::optional<TokenRow> TokenTable::find(std::string_view token_hash) const {
  auto found = row<std::string, std::string, std::string, std::string, std::int64_t, std::int64_t,
                   std::string>(session_,
                                "SELECT token_hash, device, created_by, addresses, expires_ms, "
                                "redeemed_ms, kid FROM device_tokens "
                                "WHERE token_hash = ?",
                                token_hash);
  if (!found) return std::nullopt;
  auto& [hash, device, by, addresses, expires, redeemed, kid] = *found;
  return TokenRow{std::move(hash), std::move(device), std::move(by), std::move(addresses),
                  expires,         redeemed,          std::move(kid)};
}

void TokenTable::redeem(std::string_view token_hash, std::string_view kid, std::int64_t at_ms) {
  run(session_, "UPDATE device_tokens SET kid = ?, redeemed_ms = ? WHERE token_hash = ?", kid,
      at_ms, token_hash);
}

}  // namespace controller
