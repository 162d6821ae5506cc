// Reads a file of message drafts:
// `{"facts":{…},"messages":[{id,kind,title,url?,lines?,steps?,speech,correction?}]}`. Pure
// function, total.
#pragma once

#include <string_view>

#include "playlists/messages/message_template.h"
#include "playlists/problem.h"

namespace playlists {

/// Problems as parse_message, and `duplicate_id`.
Parsed<MessagesFile> parse_messages_file(std::string_view json);

}  // namespace playlists
