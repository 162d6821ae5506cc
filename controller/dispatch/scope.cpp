#include "controller/dispatch/scope.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "controller/dispatch/order_rows.h"
#include "controller/dispatch/order_view.h"
#include "controller/dispatch/receipt_rows.h"
#include "controller/store/documents.h"
#include "playlists/messages/message_json.h"
#include "playlists/orders/order_json.h"
#include "playlists/programme/programme_json.h"
#include "playlists/timetable/plan.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

using playlists::Instant;
using playlists::Order;
using playlists::OutputKind;

constexpr std::size_t kMostInterruptions = 200;

std::string payload_of(const std::string& jws) {
  const auto parts = protocols::trust::parse_compact(jws);
  return parts ? parts->payload : std::string();
}

// Devices that stand and are alike get the same answer: 20,000 of them are a few hundred kinds. A
// site tells them apart only where a programme names it.
std::string kind_of(const KnownDevice& device, const std::set<playlists::SiteId>& named) {
  std::string key = device.placement.profile.name;
  for (const auto& area : device.placement.areas) key += "|" + area.code.text();
  for (const auto& tag : device.placement.tags) key += "#" + tag;
  if (named.contains(device.placement.site.id)) key += "@" + device.placement.site.id.text();
  return key;
}

std::optional<playlists::Programme> programme_of(Session& session, const std::string& area) {
  const auto row = DocumentTable(session, DocumentTable::Kind::Programme).latest(area);
  if (!row) return std::nullopt;
  return playlists::parse_programme(payload_of(row->jws)).value;
}

// The sites that programmes over these devices name.
std::set<playlists::SiteId> sites_named(Session& session,
                                        const std::vector<DevicePointer>& devices) {
  std::set<std::string> areas;
  for (const auto& device : devices) {
    for (const auto& area : device->placement.areas) areas.insert(area.code.text());
  }
  std::set<playlists::SiteId> named;
  const auto add = [&](const std::vector<playlists::Selector>& selectors) {
    for (const auto& one : selectors) named.insert(one.sites.begin(), one.sites.end());
  };
  for (const auto& area : areas) {
    const auto programme = programme_of(session, area);
    if (!programme) continue;
    for (const auto& entry : programme->entries) {
      add(entry.where.include);
      add(entry.where.exclude);
    }
  }
  return named;
}

// Orders that were cut begin again; entries go on where they stopped, unless they do not at all.
std::string resume_text(const playlists::Due& due, const playlists::Interruption& cut) {
  if (!cut.resumes) return "drop";
  return due.item && due.item->playing.kind == playlists::ItemKind::Order ? "restart" : "continue";
}

api::Interruption told(OutputKind kind, const playlists::Interruption& cut, std::string resume) {
  api::Interruption out;
  out.output = playlists::output_kind_text(kind);
  out.title = cut.cuts->title;
  out.cls = playlists::class_text(cut.cuts->item_class);
  out.resumes = cut.resumes.value_or(Instant{});
  out.resume = std::move(resume);
  return out;
}

// An announcement that has neither ended nor been stopped, and how far it has come where.
struct OpenOrder {
  Order order;
  std::map<std::string, api::OrderDevice> devices;

  // When it began there, the epoch while it waits; nothing when the device has done with it.
  std::optional<Instant> on(const std::string& id) const {
    const auto found = devices.find(id);
    if (found == devices.end()) return std::nullopt;
    const auto& device = found->second;
    if (device.stage == "finished" || device.stage == "refused") return std::nullopt;
    return device.started;
  }
};

std::vector<OpenOrder> open_ones(Session& session, Instant now) {
  std::vector<OpenOrder> open;
  for (auto& order : open_orders(session, now)) {
    const auto id = order.id.text();
    open.push_back({std::move(order),
                    stages(OrderRows(session).devices(id), ReceiptRows(session).of_order(id))});
  }
  return open;
}

void count_outputs(const Order& order, const KnownDevice& device, api::Scope& scope) {
  for (const auto& output : device.placement.profile.outputs) {
    if (!plays_on(order, output.kind)) continue;
    (output.kind == OutputKind::Picture ? scope.pictures : scope.sounds) += 1;
  }
}

void add_cuts(const std::vector<api::Interruption>& cuts, const KnownDevice& device,
              api::Scope& scope) {
  for (api::Interruption cut : cuts) {
    cut.device = device.row.id;
    cut.device_name = device.row.name;
    ++scope.interrupts_total;
    if (scope.interrupts.size() < kMostInterruptions) scope.interrupts.push_back(std::move(cut));
  }
}

}  // namespace

std::vector<Order> open_orders(Session& session, Instant now) {
  std::vector<Order> open;
  for (const auto& row : OrderRows(session).open(playlists::to_ms(now))) {
    auto order = playlists::parse_order(row.payload);
    if (order && order->kind == playlists::OrderKind::Announce) open.push_back(*std::move(order));
  }
  return open;
}

playlists::Timeline ScopeFinder::timeline(Session& session, const KnownDevice& device,
                                          const std::vector<Pending>& pending, Instant now) const {
  playlists::Timeline timeline(device.placement);
  for (const auto& area : device.placement.areas) {
    auto programme = programme_of(session, area.code.text());
    if (!programme) continue;
    for (const auto& hash : messages_of(*programme)) {
      const auto jws = find_message_(session, hash.text());
      if (!jws) continue;
      auto message = playlists::parse_message(payload_of(*jws));
      if (message) timeline.hold_message(hash, *std::move(message));
    }
    timeline.set_programme(*std::move(programme));
  }
  for (const auto& [order, started] : pending) {
    if (!timeline.accept(*order, now) || started == Instant{}) continue;
    for (const auto& output : device.placement.profile.outputs) {
      if (!plays_on(*order, output.kind)) continue;
      timeline.started(output.kind, playlists::playing_of(*order),
                       std::max(now - started, playlists::Duration{}), now);
    }
  }
  return timeline;
}

ScopeFinder::Effect ScopeFinder::effect(Session& session, const Order& order,
                                        const KnownDevice& device,
                                        const std::vector<Pending>& pending, Instant now) const {
  Effect effect;
  if (order.kind != playlists::OrderKind::Announce) return effect;
  const auto line = timeline(session, device, pending, now);
  for (const auto& output : device.placement.profile.outputs) {
    if (!plays_on(order, output.kind)) continue;
    const auto cut = playlists::preview(line, order, output.kind, now);
    const auto due = line.due(output.kind, now);
    if (cut.cuts) effect.cuts.push_back(told(output.kind, cut, resume_text(due, cut)));
    for (const auto& item : cut.behind) effect.behind.push_back(item.id);
    effect.too_late = effect.too_late || !cut.starts;
  }
  return effect;
}

api::Scope ScopeFinder::find(const Order& order, const std::vector<DevicePointer>& devices,
                             const std::set<std::string>& online, Instant now) const {
  api::Scope scope;
  scope.devices = static_cast<int>(devices.size());
  std::set<std::string> behind;
  store_.read([&](Session& session) {
    auto open = open_ones(session, now);
    std::erase_if(open, [&](const auto& one) { return one.order.id == order.id; });
    const auto sites = sites_named(session, devices);
    std::map<std::string, Effect> effects;
    for (const auto& device : devices) {
      std::string kind = kind_of(*device, sites);
      std::vector<Pending> pending;
      for (const auto& one : open) {
        const auto progress =
            online.contains(device->row.id) ? one.on(device->row.id) : std::nullopt;
        if (!progress) continue;
        pending.push_back({&one.order, *progress});
        kind += "!" + one.order.id.text() + (*progress == Instant{} ? "" : "+");
      }
      const auto [known, fresh] = effects.try_emplace(kind);
      if (fresh) known->second = effect(session, order, *device, pending, now);
      scope.too_late += known->second.too_late ? 1 : 0;
      count_outputs(order, *device, scope);
      add_cuts(known->second.cuts, *device, scope);
      behind.insert(known->second.behind.begin(), known->second.behind.end());
    }
  });
  scope.waits_behind.assign(behind.begin(), behind.end());
  return scope;
}

}  // namespace controller
