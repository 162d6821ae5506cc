// From what a person asks to the order that will be signed, without its speech: defaults filled in,
// the first mistakes told. Pure functions.
#pragma once

#include "controller/api/orders.h"
#include "playlists/orders/order.h"

namespace controller {

// Throws api::Problem 422 `invalid` with a detail for every member that cannot be used.
playlists::Order draft_order(const api::OrderAsk& ask, playlists::OrderId id,
                             playlists::Instant now);

// The card of an announcement that brings none: its title and its text.
playlists::Card card_of(const playlists::Order& order);

// Gives the order its end if the person gave none: window, playing and five minutes.
void close_order(playlists::Order& order);

}  // namespace controller
