#include "controller/dispatch/dispatch.h"

#include <algorithm>
#include <utility>

#include "controller/dispatch/order_view.h"
#include "controller/dispatch/receipt_rows.h"
#include "playlists/orders/order_json.h"

namespace controller {

using namespace std::chrono_literals;

namespace {

constexpr auto kTellProgress = 250ms;  // 20,000 receipts are told as a few dozen changes

std::set<std::string> areas_of(const Directory& directory,
                               const std::map<std::string, api::OrderDevice>& devices) {
  std::set<std::string> areas;
  for (const auto& [id, stage] : devices) {
    const DevicePointer device = directory.find(id);
    if (!device) continue;
    areas.insert(device->row.area);
    for (const auto& placed : device->placement.areas) areas.insert(placed.code.text());
  }
  return areas;
}

}  // namespace

Dispatch::Dispatch(DispatchParts parts)
    : parts_(std::move(parts)),
      sender_({parts_.loop, parts_.link, parts_.fleet, parts_.shelf}),
      receipts_(parts_.loop, parts_.store, parts_.directory, parts_.link,
                [this](const playlists::Receipt& receipt) { answered(receipt); }),
      plays_(parts_.loop, parts_.store, parts_.directory, parts_.link),
      play_list_(parts_.store, parts_.directory),
      orders_(desk_parts()),
      progress_(parts_.loop) {
  parts_.link.on("receipt", [this](const std::string& device, const std::string& payload) {
    receipts_.take(device, payload);
  });
  parts_.link.on("plays", [this](const std::string& device, const std::string& payload) {
    plays_.take(device, payload);
  });
  parts_.fleet.on_hello([this](const KnownDevice& device) { sender_.greet(device.row.id); });
  take_up();
}

Dispatch::~Dispatch() = default;

OrderDeskParts Dispatch::desk_parts() {
  return {parts_.store,
          parts_.loop.clock(),
          parts_.signing,
          parts_.keyring,
          parts_.areas,
          parts_.rights,
          parts_.directory,
          parts_.fleet,
          parts_.shelf,
          parts_.previews,
          parts_.find_message,
          parts_.clip_file,
          parts_.voice,
          [this](const StoredOrder& stored) {
            parts_.loop.post([this, stored] { this->stored(stored); });
          }};
}

void Dispatch::take_up() {
  const auto now_ms = protocols::io::to_ms(parts_.loop.clock().wall());
  const auto open = parts_.store.read([&](Session& session) {
    std::vector<std::pair<OrderRow, std::vector<std::string>>> rows;
    for (auto& row : OrderRows(session).open(now_ms)) {
      auto silent = OrderRows(session).devices(row.id);
      const auto answered = ReceiptRows(session).devices(row.id);
      std::erase_if(silent, [&](const auto& device) {
        return std::find(answered.begin(), answered.end(), device) != answered.end();
      });
      rows.emplace_back(std::move(row), std::move(silent));
    }
    return rows;
  });
  for (const auto& [row, silent] : open) {
    if (auto order = playlists::parse_order(row.payload)) sender_.resume(row, *order, silent);
  }
}

void Dispatch::stored(const StoredOrder& stored) {
  for (const auto& id : stored.stopped) {
    sender_.drop(id);
    progressed_.insert(id);
  }
  sender_.launch(stored.row, stored.order, stored.devices);
  progressed_.insert(stored.row.id);
  tell_progress();
}

void Dispatch::answered(const playlists::Receipt& receipt) {
  sender_.answered(receipt.order.text(), receipt.device.text());
  progressed_.insert(receipt.order.text());
  if (!progress_.armed()) progress_.once(kTellProgress, [this] { tell_progress(); });
}

void Dispatch::tell_progress() {
  for (const auto& id : std::exchange(progressed_, {})) {
    const auto row =
        parts_.store.read([&](Session& session) { return OrderRows(session).find(id); });
    if (row) tell_progress_of(*row);
  }
}

void Dispatch::tell_progress_of(const OrderRow& row) {
  const auto order = playlists::parse_order(row.payload);
  if (!order) return;
  const auto devices = parts_.store.read([&](Session& session) {
    return stages(OrderRows(session).devices(row.id), ReceiptRows(session).of_order(row.id));
  });
  const auto now = parts_.loop.clock().wall();
  const auto view = order_view(row, *order, counted(devices), now);
  parts_.fleet.now().order({row.id, view.state, view.counts}, areas_of(parts_.directory, devices));
}

std::optional<std::string> Dispatch::bundle(const std::string& order, std::size_t index) const {
  const auto row =
      parts_.store.read([&](Session& session) { return OrderRows(session).find(order); });
  if (!row) return std::nullopt;
  const auto parsed = playlists::parse_order(row->payload);
  if (!parsed || !parsed->speech || index >= parsed->speech->bundles.size()) return std::nullopt;
  return parts_.shelf.find(parsed->speech->bundles[index]);
}

}  // namespace controller
