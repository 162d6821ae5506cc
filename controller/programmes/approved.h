#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "controller/store/store.h"
#include "playlists/messages/message.h"

namespace controller {

/// The signed message document of a hash (compact JWS), as the library keeps it.
using FindApproved =
    std::function<std::optional<std::string>(Session& session, std::string_view hash)>;

/// What the document says; nothing when there is none. Pure but for `find`.
std::optional<playlists::Message> approved_message(const FindApproved& find, Session& session,
                                                   std::string_view hash);

}  // namespace controller
