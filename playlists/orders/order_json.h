// An order's payload as JSON text (docs/documents.md, `order`). Pure functions; parsing is total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/orders/order.h"
#include "playlists/problem.h"

namespace playlists {

/// The exact payload to be signed.
std::string order_to_json(const Order& order);
/// Problems as parse_message; and an announce without text, without anything to play, a start
/// window of 0 or above 600,000 ms, an expiry that is not after its earliest start, a stop without
/// `stops`: all `bad_value` or `out_of_range`.
Parsed<Order> parse_order(std::string_view json);

}  // namespace playlists
