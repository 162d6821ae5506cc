#include "controller/dispatch/order_view.h"

#include "playlists/item_class.h"
#include "protocols/io/clock.h"

namespace controller {

namespace io = protocols::io;

namespace {

// What came out of a device outweighs that it refused: the refusal is then of a late copy.
int rank_of(const std::string& stage) {
  if (stage == "received") return 1;
  if (stage == "refused") return 2;
  if (stage == "started") return 3;
  return stage == "finished" ? 4 : 0;
}

void apply(const ReceiptRow& receipt, api::OrderDevice& device) {
  const auto at = io::from_ms(receipt.at_ms);
  if (receipt.stage == "received") device.received = at;
  if (receipt.stage == "started") {
    device.started = at;
    device.late = api::Millis(receipt.late_ms);
  }
  if (receipt.stage == "finished") device.finished = at;
  if (rank_of(receipt.stage) < rank_of(device.stage)) return;
  device.stage = receipt.stage;
  device.reason = receipt.reason;
}

std::string state_of(const OrderRow& row, const api::OrderCounts& counts, playlists::Instant now) {
  if (row.stopped_ms != 0) return "stopped";
  if (counts.devices > 0 && counts.finished + counts.refused == counts.devices) return "finished";
  // Whoever answered is through with it. A silent device that comes back in time makes it run
  // again.
  const int answered = counts.devices - counts.silent;
  if (counts.finished > 0 && counts.finished + counts.refused == answered) return "finished";
  if (playlists::to_ms(now) >= row.expires_ms) {
    return counts.finished > 0 ? "finished" : "expired";
  }
  return counts.started + counts.finished > 0 ? "running" : "sent";
}

}  // namespace

std::map<std::string, api::OrderDevice> stages(const std::vector<std::string>& devices,
                                               const std::vector<ReceiptRow>& receipts) {
  std::map<std::string, api::OrderDevice> all;
  for (const auto& id : devices) {
    all[id].device = id;
    all[id].stage = "silent";
  }
  for (const auto& receipt : receipts) {
    auto& device = all[receipt.device];
    device.device = receipt.device;
    apply(receipt, device);
  }
  return all;
}

api::OrderCounts counted(const std::map<std::string, api::OrderDevice>& devices) {
  api::OrderCounts counts;
  counts.devices = static_cast<int>(devices.size());
  for (const auto& [id, device] : devices) {
    counts.silent += device.stage == "silent" ? 1 : 0;
    counts.refused += device.stage == "refused" ? 1 : 0;
    counts.received += device.received != api::Instant{} ? 1 : 0;
    counts.started += device.started != api::Instant{} ? 1 : 0;
    counts.finished += device.stage == "finished" ? 1 : 0;
  }
  return counts;
}

api::Order order_view(const OrderRow& row, const playlists::Order& order,
                      const api::OrderCounts& counts, playlists::Instant now) {
  api::Order view;
  view.id = row.id;
  view.hash = row.hash;
  view.kind = playlists::order_kind_text(order.kind);
  view.cls = playlists::class_text(order.item_class);
  view.title = order.title;
  view.text = order.text;
  for (const auto& area : order.areas) view.areas.push_back(area.text());
  view.state = state_of(row, counts, now);
  view.by = row.by;
  view.kid = row.kid;
  view.sent = io::from_ms(row.sent_ms);
  view.expires = io::from_ms(row.expires_ms);
  view.duration = api::Millis(row.duration_ms);
  for (const auto& id : order.stops) view.stops.push_back(id.text());
  if (order.stops_all) view.stops.push_back("*");
  view.counts = counts;
  return view;
}

}  // namespace controller
