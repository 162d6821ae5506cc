// A receipt's payload as JSON text (docs/documents.md, `receipt`). Pure functions; parsing is
// total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/orders/receipt.h"
#include "playlists/problem.h"

namespace playlists {

std::string receipt_to_json(const Receipt& receipt);
Parsed<Receipt> parse_receipt(std::string_view json);

}  // namespace playlists
