#include "controller/authority/device_register.h"

#include <fmt/format.h>

#include <algorithm>

#include "controller/authority/area_check.h"
#include "controller/authority/detail.h"
#include "controller/authority/device_import.h"
#include "controller/authority/device_list.h"
#include "controller/authority/profiles.h"
#include "controller/authority/proofs_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"

namespace controller {

namespace {

using protocols::io::to_ms;

constexpr std::chrono::hours token_life{24};

api::Problem no_device() {
  return api::not_found("Không có thiết bị này.", "There is no such device.");
}

DeviceRow row_of(Session& session, const std::string& id) {
  auto row = DeviceTable(session).find(id);
  if (!row) throw no_device();
  return *std::move(row);
}

void check_addresses(const std::vector<std::string>& addresses) {
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (is_address(addresses[i])) continue;
    throw mistake(fmt::format("/addresses/{}", i), "bad_address",
                  "Địa chỉ phải có dạng https://máy:cổng hoặc tls://máy:cổng.",
                  "An address is https://host:port or tls://host:port.");
  }
}

// A device that has enrolled keeps its place until somebody moves it: a token for a replaced box
// must not move it by the way.
void keep_device(Session& session, const DeviceRow& planned) {
  DeviceTable devices(session);
  const auto before = devices.find(planned.id);
  if (before && before->retired_ms != 0) {
    throw api::conflict("device_retired", "Thiết bị này đã ngừng sử dụng.",
                        "This device is retired.");
  }
  if (!before) {
    devices.insert(planned);
  } else if (before->enrolled_ms == 0) {
    devices.set_plan(planned);
  }
}

}  // namespace

// Neither another than its editor saw, nor another than the change was made from.
void DeviceRegister::require_as_seen(Session& session, const DeviceRow& read,
                                     const std::string& revision) const {
  const DeviceRow now = row_of(session, read.id);
  if (!still_as_read(now, read) || placements_.view(session, now).revision != revision) {
    throw api::changed_meanwhile();
  }
}

std::vector<api::Profile> DeviceRegister::profiles(const api::Caller& caller) {
  rights_.require(caller, Act::Look, "");
  std::vector<api::Profile> out;
  for (const auto& profile : built_in_profiles()) out.push_back(profile_view(profile));
  return out;
}

api::Page<api::Device> DeviceRegister::list(const api::Caller& caller,
                                            const api::DeviceFilter& filter,
                                            const api::PageAsk& page) {
  rights_.require(caller, Act::Look, filter.area);
  // What staff may see is a subtree too; an area they may look at lies in it.
  const std::string root = caller.area == "*" ? "" : caller.area;
  const auto wanted = devices_wanted(filter, page, filter.area.empty() ? root : filter.area);
  return store_.read([&](Session& s) {
    api::Page<api::Device> out;
    auto rows = DevicePages(s).page(wanted, page.limit + 1);
    if (rows.size() > static_cast<std::size_t>(page.limit)) {
      rows.pop_back();
      out.next = cursor_after(wanted, rows.back());
    }
    for (const auto& row : rows) out.items.push_back(placements_.view(s, row));
    return out;
  });
}

api::Device DeviceRegister::one(const api::Caller& caller, const std::string& id) {
  auto device = store_.read([&](Session& s) { return placements_.view(s, row_of(s, id)); });
  if (!rights_.may(caller, Act::Look, device.area)) throw no_device();
  return device;
}

api::Token DeviceRegister::make_token(const api::Caller& caller, const api::TokenAsk& ask) {
  rights_.require(caller, Act::Equip, ask.area);
  check_addresses(ask.addresses);
  const auto now = clock_.wall();
  const DeviceRow device = placements_.plan(ask, to_ms(now));
  const std::string token = protocols::io::random_token();
  const TokenRow row{protocols::io::sha256_hex(token),
                     ask.id,
                     caller.person,
                     joined(ask.addresses),
                     to_ms(now + token_life),
                     0,
                     ""};
  const SiteRow site{device.site, ask.site.id.empty() ? device.name : ask.site.name, device.area};
  const auto entry = deed(caller, now, "device.token", device.area, device.id, ask.profile);
  store_
      .write([device, row, site, entry](Session& s) {
        require_area_in(s, device.area, no_such_area("/area"));
        keep_device(s, device);
        SiteTable(s).put(site);
        TokenTable(s).insert(row);
        AuditTable(s).append(entry);
      })
      .get();
  tell(ask.id);
  const auto addresses = parts_.addresses.with(ask.addresses);
  return {ask.id, enrolment_string({addresses.devices, parts_.ca_sha256, parts_.root_x, token}),
          now + token_life};
}

api::Device DeviceRegister::place(const api::Caller& caller, const std::string& id,
                                  const std::string& revision, const api::PlacementChange& change) {
  const auto now = clock_.wall();
  const DeviceRow before = store_.read([&](Session& s) { return row_of(s, id); });
  rights_.require(caller, Act::Equip, before.area);
  if (change.area) rights_.require(caller, Act::Equip, *change.area);
  const DeviceRow after = placements_.changed(before, change);
  const auto entry = deed(caller, now, "device.place", after.area, id,
                          before.area == after.area ? "" : "from " + before.area);
  auto device = store_
                    .write([this, before, after, entry, revision, now](Session& s) {
                      require_as_seen(s, before, revision);
                      require_area_in(s, after.area, no_such_area("/area"));
                      DeviceTable(s).set_plan(after);
                      if (after.enrolled_ms != 0) {
                        placements_.sign_next(s, after, to_ms(now), entry.person);
                      }
                      AuditTable(s).append(entry);
                      return placements_.view(s, after);
                    })
                    .get();
  tell(id);
  return device;
}

api::Device DeviceRegister::retire(const api::Caller& caller, const std::string& id) {
  const auto now = clock_.wall();
  const DeviceRow row = store_.read([&](Session& s) { return row_of(s, id); });
  rights_.require(caller, Act::Equip, row.area);
  const auto entry = deed(caller, now, "device.retire", row.area, id);
  auto device = store_
                    .write([this, id, entry, now](Session& s) {
                      DeviceTable(s).retire(id, to_ms(now));
                      AuditTable(s).append(entry);
                      return placements_.view(s, row_of(s, id));
                    })
                    .get();
  if (!row.nkey.empty()) parts_.revoke_pass(row.nkey);
  tell(id);
  return device;
}

api::ImportReport DeviceRegister::import_csv(const api::Caller& caller, const std::string& csv,
                                             bool dry_run) {
  rights_.require(caller, Act::Equip, "*");
  const auto now = clock_.wall();
  const DeviceFile file = parse_device_csv(csv);
  auto judged =
      store_.read([&](Session& s) { return judge_import(s, placements_, file, to_ms(now)); });
  judged.report.dry_run = dry_run;
  if (dry_run || judged.steps.empty()) return judged.report;
  const auto& report = judged.report;
  const auto entry =
      deed(caller, now, "device.import", "*", "",
           fmt::format("{} rows: {} added, {} changed", report.rows, report.added, report.changed));
  sign_import(placements_, judged.steps, to_ms(now), entry.person);
  store_
      .write([&steps = judged.steps, entry](Session& s) {
        write_import(s, steps);
        AuditTable(s).append(entry);
      })
      .get();
  if (told_) told_({DocumentChange::Kind::Register, ""});
  return report;
}

void DeviceRegister::tell(const std::string& device) const {
  if (told_) told_({DocumentChange::Kind::Placement, device});
}

}  // namespace controller
