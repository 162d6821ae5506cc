#include "controller/dispatch/order_sender.h"

#include <cassert>
#include <utility>

#include "protocols/io/log.h"
#include "protocols/link/subjects.h"

namespace controller {

namespace io = protocols::io;
namespace link = protocols::link;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kAtOnce = 5;          // bundles of 400 ms: two seconds ahead of the ear
constexpr auto kRepeat = 5s;                // to connected devices that have not answered
constexpr std::size_t kRepeatAtMost = 500;  // in one turn and order
// A little faster than it is heard, so that the lead grows and never shrinks.
constexpr double kPace = 0.9;

}  // namespace

struct OrderSender::Flight {
  Flight(io::EventLoop& loop, const OrderRow& order_row, playlists::Order parsed)
      : row(order_row), order(std::move(parsed)), pace(loop) {}

  OrderRow row;
  playlists::Order order;
  std::set<std::string> silent;
  std::size_t next_bundle = 0;
  std::string resume_after;  // device at which the last repeat stopped
  io::Timer pace;
};

OrderSender::OrderSender(SenderParts parts) : parts_(parts), repeat_(parts.loop) {
  repeat_.every(kRepeat, [this] { repeat(); });
}

OrderSender::~OrderSender() = default;

OrderSender::Flight& OrderSender::fly(const OrderRow& row, const playlists::Order& order,
                                      const std::vector<std::string>& silent) {
  assert(parts_.loop.inside());
  auto flight = std::make_unique<Flight>(parts_.loop, row, order);
  flight->silent.insert(silent.begin(), silent.end());
  return *(flights_[row.id] = std::move(flight));
}

void OrderSender::launch(const OrderRow& row, const playlists::Order& order,
                         const std::vector<std::string>& devices) {
  Flight& flight = fly(row, order, devices);
  publish_order(flight);
  if (order.speech) send_bundles(flight);
}

void OrderSender::resume(const OrderRow& row, const playlists::Order& order,
                         const std::vector<std::string>& silent) {
  fly(row, order, silent);
}

void OrderSender::publish_order(const Flight& flight) {
  for (const auto& area : flight.order.areas) {
    parts_.link.publish(link::area_order_subject(area.text()), flight.row.dispatch);
  }
}

void OrderSender::send_bundles(Flight& flight) {
  for (std::size_t i = 0; i < kAtOnce; ++i) publish_bundle(flight);
  const auto pause =
      std::chrono::duration_cast<std::chrono::nanoseconds>(flight.order.speech->bundle * kPace);
  flight.pace.every(pause, [this, &flight] { publish_bundle(flight); });
}

void OrderSender::publish_bundle(Flight& flight) {
  const auto& hashes = flight.order.speech->bundles;
  if (flight.next_bundle >= hashes.size()) return flight.pace.cancel();
  const auto bytes = parts_.shelf.find(hashes[flight.next_bundle++]);
  if (!bytes) {
    io::log::error("dispatch: a bundle is missing", {{"order", flight.row.id}});
    return;
  }
  for (const auto& area : flight.order.areas) {
    parts_.link.publish(link::area_bundle_subject(area.text(), flight.row.id), *bytes);
  }
}

void OrderSender::drop(const std::string& order) {
  flights_.erase(order);
}

void OrderSender::answered(const std::string& order, const std::string& device) {
  const auto flight = flights_.find(order);
  if (flight != flights_.end()) flight->second->silent.erase(device);
}

void OrderSender::greet(const std::string& device) {
  for (const auto& [id, flight] : flights_) {
    if (flight->silent.contains(device) && !over(*flight)) {
      parts_.link.send(device, "order", flight->row.dispatch);
    }
  }
}

void OrderSender::repeat() {
  std::erase_if(flights_, [this](const auto& one) { return over(*one.second); });
  for (auto& [id, flight] : flights_) {
    std::size_t sent = 0;
    auto at = flight->silent.upper_bound(flight->resume_after);
    for (; at != flight->silent.end() && sent < kRepeatAtMost; ++at) {
      flight->resume_after = *at;
      if (!parts_.fleet.online(*at)) continue;
      parts_.link.send(*at, "order", flight->row.dispatch);
      ++sent;
    }
    if (at == flight->silent.end()) flight->resume_after.clear();
  }
}

// An announcement that can no longer start is not sent again; a stop counts until it expires. Its
// bundles may still be on their way.
bool OrderSender::over(const Flight& flight) const {
  const auto now = parts_.loop.clock().wall();
  const bool announces = flight.order.kind == playlists::OrderKind::Announce;
  const auto last = announces ? playlists::latest_start(flight.order) : flight.order.expires;
  return now > last && !flight.pace.armed();
}

}  // namespace controller
