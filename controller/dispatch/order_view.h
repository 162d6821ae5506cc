// An order as the api shows it: its row, its payload and what devices said about it, added up. Pure
// functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "controller/api/orders.h"
#include "controller/dispatch/order_rows.h"
#include "controller/dispatch/receipt_rows.h"
#include "playlists/orders/order.h"

namespace controller {

// The furthest each device has come, from all its receipts in whatever order they came. `refused`
// stands over `received`; `started` and `finished` stand over both: no refusal takes back a proof.
std::map<std::string, api::OrderDevice> stages(const std::vector<std::string>& devices,
                                               const std::vector<ReceiptRow>& receipts);

api::OrderCounts counted(const std::map<std::string, api::OrderDevice>& devices);

api::Order order_view(const OrderRow& row, const playlists::Order& order,
                      const api::OrderCounts& counts, playlists::Instant now);

}  // namespace controller
