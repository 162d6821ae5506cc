// A message's payload as JSON text (docs/documents.md, `message`). Pure functions; parsing is
// total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/messages/card.h"
#include "playlists/messages/message.h"
#include "playlists/problem.h"

namespace playlists {

/// The exact payload to be signed: compact, members in the documented order, UTF-8.
std::string message_to_json(const Message& message);
/// Problems carry the member's path in their text and these codes: `not_json`, `missing`,
/// `wrong_type`, `out_of_range`, `bad_value`, `too_long`, `unsupported_version`. Unknown members
/// are ignored.
Parsed<Message> parse_message(std::string_view json);

}  // namespace playlists
