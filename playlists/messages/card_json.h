// A card as a JSON object inside messages and orders. Included by `*_json.cpp` files only. Pure
// functions.
#pragma once

#include "playlists/fields_json.h"
#include "playlists/messages/card.h"

namespace playlists {

Json card_json(const Card& card);
Card read_card(Fields& fields);

}  // namespace playlists
