#include "controller/dispatch/scope.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "controller/dispatch/order_rows.h"
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

// Devices that stand and are alike get the same answer: 20,000 of them are a few hundred kinds.
std::string kind_of(const KnownDevice& device) {
  std::string key = device.placement.profile.name;
  for (const auto& area : device.placement.areas) key += "|" + area.code.text();
  for (const auto& tag : device.placement.tags) key += "#" + tag;
  return key;
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
                                          const std::vector<Order>& open, Instant now) const {
  playlists::Timeline timeline(device.placement);
  const DocumentTable programmes(session, DocumentTable::Kind::Programme);
  for (const auto& area : device.placement.areas) {
    const auto row = programmes.latest(area.code.text());
    if (!row) continue;
    auto programme = playlists::parse_programme(payload_of(row->jws));
    if (!programme) continue;
    for (const auto& entry : programme->entries) {
      const auto jws = find_message_(session, entry.message.text());
      if (!jws) continue;
      auto message = playlists::parse_message(payload_of(*jws));
      if (message) timeline.hold_message(entry.message, *std::move(message));
    }
    timeline.set_programme(*std::move(programme));
  }
  for (const auto& order : open) {
    if (playlists::addresses(order, device.placement, now)) timeline.accept(order, now);
  }
  return timeline;
}

ScopeFinder::Effect ScopeFinder::effect(Session& session, const Order& order,
                                        const KnownDevice& device, const std::vector<Order>& open,
                                        Instant now) const {
  Effect effect;
  if (order.kind != playlists::OrderKind::Announce) return effect;
  const auto line = timeline(session, device, open, now);
  for (const auto& output : device.placement.profile.outputs) {
    if (!plays_on(order, output.kind)) continue;
    const auto cut = playlists::preview(line, order, output.kind, now);
    const auto due = line.due(output.kind, now);
    if (cut.cuts) {
      effect.cuts.push_back(told(output.kind, cut, resume_text(due, cut)));
    } else if (due.item && due.item->playing.kind == playlists::ItemKind::Order) {
      effect.behind.push_back(due.item->playing.id);
    }
  }
  return effect;
}

api::Scope ScopeFinder::find(const Order& order, const std::vector<DevicePointer>& devices,
                             Instant now) const {
  api::Scope scope;
  scope.devices = static_cast<int>(devices.size());
  std::set<std::string> behind;
  store_.read([&](Session& session) {
    const auto open = open_orders(session, now);
    std::map<std::string, Effect> effects;
    for (const auto& device : devices) {
      const auto [known, fresh] = effects.try_emplace(kind_of(*device));
      if (fresh) known->second = effect(session, order, *device, open, now);
      count_outputs(order, *device, scope);
      add_cuts(known->second.cuts, *device, scope);
      behind.insert(known->second.behind.begin(), known->second.behind.end());
    }
  });
  scope.waits_behind.assign(behind.begin(), behind.end());
  return scope;
}

}  // namespace controller
