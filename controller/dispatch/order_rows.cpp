#include "controller/dispatch/order_rows.h"

#include <utility>

#include "controller/store/query.h"

namespace controller {

namespace {

constexpr std::string_view kColumns =
    "SELECT id, hash, payload, jws, dispatch, kid, signer, person, sent_ms, expires_ms, "
    "stopped_ms, duration_ms FROM orders ";

template <typename... A>
std::vector<OrderRow> selected(Poco::Data::Session& session, std::string_view where,
                               A&&... values) {
  using Text = std::string;
  using Number = std::int64_t;
  std::vector<OrderRow> found;
  for (auto& row :
       rows<Text, Text, Text, Text, Text, Text, Text, Text, Number, Number, Number, Number>(
           session, std::string(kColumns) + std::string(where), std::forward<A>(values)...)) {
    found.push_back(
        std::apply([](auto&... column) { return OrderRow{std::move(column)...}; }, row));
  }
  return found;
}

}  // namespace

void OrderRows::insert(const OrderRow& order, const std::vector<std::string>& devices) {
  run(session_,
      "INSERT INTO orders(id, hash, payload, jws, dispatch, kid, signer, person, sent_ms, "
      "expires_ms, stopped_ms, duration_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      order.id, order.hash, order.payload, order.jws, order.dispatch, order.kid, order.by,
      order.person, order.sent_ms, order.expires_ms, order.stopped_ms, order.duration_ms);
  for (const auto& device : devices) {
    run(session_, "INSERT INTO order_devices(order_id, device) VALUES(?, ?)", order.id, device);
  }
}

void OrderRows::stop(std::string_view id, std::int64_t at_ms) {
  run(session_, "UPDATE orders SET stopped_ms = ? WHERE id = ? AND stopped_ms = 0", at_ms, id);
}

std::optional<OrderRow> OrderRows::find(std::string_view id) const {
  auto found = selected(session_, "WHERE id = ?", id);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<OrderRow> OrderRows::newest(std::size_t limit, std::string_view before) const {
  const auto most = static_cast<std::int64_t>(limit);
  if (before.empty()) return selected(session_, "ORDER BY id DESC LIMIT ?", most);
  return selected(session_, "WHERE id < ? ORDER BY id DESC LIMIT ?", before, most);
}

std::vector<OrderRow> OrderRows::open(std::int64_t now_ms) const {
  return selected(session_, "WHERE stopped_ms = 0 AND expires_ms > ? ORDER BY id", now_ms);
}

std::vector<std::string> OrderRows::devices(std::string_view id) const {
  std::vector<std::string> devices;
  for (auto& [device] : rows<std::string>(
           session_, "SELECT device FROM order_devices WHERE order_id = ? ORDER BY device", id)) {
    devices.push_back(std::move(device));
  }
  return devices;
}

bool OrderRows::addresses(std::string_view id, std::string_view device) const {
  return row<std::int64_t>(
             session_, "SELECT 1 FROM order_devices WHERE order_id = ? AND device = ?", id, device)
      .has_value();
}

}  // namespace controller
