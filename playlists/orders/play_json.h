// Play records and batches as JSON text (docs/documents.md, `plays`). Pure functions; parsing is
// total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/orders/play.h"
#include "playlists/problem.h"

namespace playlists {

/// One record's bytes: what is hashed into the chain and kept. A reader hashes the bytes it got,
/// never these again.
std::string play_record_to_json(const PlayRecord& record);
Parsed<PlayRecord> parse_play_record(std::string_view json);
/// A batch; the records inside are taken as they are.
std::string plays_to_json(const Plays& plays);
Parsed<Plays> parse_plays(std::string_view json);
/// The `item` object alone (health says what is playing in the same form).
std::string item_to_json(const ItemRef& item);
Parsed<ItemRef> parse_item(std::string_view json);

}  // namespace playlists
