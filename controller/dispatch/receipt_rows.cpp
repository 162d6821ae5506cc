#include "controller/dispatch/receipt_rows.h"

#include <utility>

#include "controller/store/query.h"

namespace controller {

bool ReceiptRows::insert(const ReceiptRow& receipt) {
  return run(session_,
             "INSERT INTO receipts(id, order_id, device, stage, reason, at_ms, late_ms, "
             "clock_trusted, kept_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING",
             receipt.id, receipt.order, receipt.device, receipt.stage, receipt.reason,
             receipt.at_ms, receipt.late_ms, receipt.clock_trusted, receipt.kept_ms) > 0;
}

std::vector<ReceiptRow> ReceiptRows::of_order(std::string_view order) const {
  std::vector<ReceiptRow> found;
  using Text = std::string;
  using Number = std::int64_t;
  for (auto& [id, order_id, device, stage, reason, at_ms, late_ms, trusted, kept_ms] :
       rows<Text, Text, Text, Text, Text, Number, Number, Number, Number>(
           session_,
           "SELECT id, order_id, device, stage, reason, at_ms, late_ms, clock_trusted, kept_ms "
           "FROM receipts WHERE order_id = ? ORDER BY kept_ms, id",
           order)) {
    found.push_back({std::move(id), std::move(order_id), std::move(device), std::move(stage),
                     std::move(reason), at_ms, late_ms, trusted != 0, kept_ms});
  }
  return found;
}

bool ReceiptRows::any(std::string_view order, std::string_view device) const {
  return row<std::int64_t>(session_,
                           "SELECT 1 FROM receipts WHERE order_id = ? AND device = ? LIMIT 1",
                           order, device)
      .has_value();
}

std::vector<std::string> ReceiptRows::devices(std::string_view order) const {
  std::vector<std::string> devices;
  for (auto& [device] : rows<std::string>(
           session_, "SELECT DISTINCT device FROM receipts WHERE order_id = ?", order)) {
    devices.push_back(std::move(device));
  }
  return devices;
}

}  // namespace controller
